using System.Collections.Frozen;
using System.Text;

namespace ContactHub.Email;

/// <summary>A list of MAPI properties (MS-OXTNEF section 2.1.3.4): those that a hub can use, as bytes and as text.</summary>
internal sealed class MapiProperties
{
    public const int Subject = 0x0037;
    public const int DisplayName = 0x3001;
    public const int AttachData = 0x3701;
    public const int AttachFileName = 0x3704;
    public const int AttachLongFileName = 0x3707;
    public const int AttachMimeTag = 0x370E;
    public const int AttachContentId = 0x3712;
    public const int Body = 0x1000;
    public const int CompressedRtf = 0x1009;
    public const int BodyHtml = 0x1013;

    private const int MostProperties = 2_000;
    private const int String8 = 0x1E;
    private const int Unicode = 0x1F;
    private const int Object = 0x0D;
    private const int Binary = 0x102;
    private const int Multiple = 0x1000;

    private static readonly FrozenDictionary<int, uint> FixedSizes = new Dictionary<int, uint>
    {
        [0x02] = 4, [0x03] = 4, [0x04] = 4, [0x05] = 8, [0x06] = 8, [0x07] = 8, [0x0A] = 4, [0x0B] = 4, [0x14] = 8, [0x40] = 8, [0x48] = 16,
    }.ToFrozenDictionary();

    private static readonly FrozenSet<int> Wanted =
        new[] { Subject, DisplayName, AttachData, AttachFileName, AttachLongFileName, AttachMimeTag, AttachContentId, Body, CompressedRtf, BodyHtml }.ToFrozenSet();

    private readonly Dictionary<int, (int Type, byte[] Value)> _values = [];

    /// <summary>Reads what can be read; <paramref name="whole"/> says whether that was everything.</summary>
    public static MapiProperties Read(ReadOnlySpan<byte> bytes, out bool whole)
    {
        var properties = new MapiProperties();
        var stream = new TnefStream(bytes);
        whole = stream.TryUInt32(out var count) && count <= MostProperties;
        for (var i = 0; whole && i < count; i++) whole = properties.ReadOne(ref stream);
        return properties;
    }

    public byte[]? Bytes(int id) => _values.TryGetValue(id, out var found) ? found.Value : null;

    public bool IsObject(int id) => _values.TryGetValue(id, out var found) && found.Type == Object;

    public string? Text(int id, Encoding codepage)
    {
        if (!_values.TryGetValue(id, out var found)) return null;
        return (found.Type == Unicode ? Encoding.Unicode : codepage).GetString(found.Value).TrimEnd('\0');
    }

    private bool ReadOne(ref TnefStream stream)
    {
        if (!stream.TryUInt16(out var type) || !stream.TryUInt16(out var id)) return false;
        if (id >= 0x8000 && !SkipName(ref stream)) return false;
        var kind = type & ~Multiple;
        var variable = kind is String8 or Unicode or Object or Binary;
        uint count = 1;
        if ((variable || (type & Multiple) != 0) && !stream.TryUInt32(out count)) return false;
        for (uint i = 0; i < count; i++)
        {
            if (!(variable ? stream.TryUInt32(out var size) : FixedSizes.TryGetValue(kind, out size))) return false;
            if (!stream.TryPadded(size, out var value)) return false;
            if (i == 0 && variable && Wanted.Contains(id)) _values.TryAdd(id, (kind, value.ToArray()));
        }

        return true;
    }

    private static bool SkipName(ref TnefStream stream)
    {
        if (!stream.TryBytes(16, out _) || !stream.TryUInt32(out var kind) || !stream.TryUInt32(out var value)) return false;
        return kind == 0 || stream.TryPadded(value, out _);
    }
}
