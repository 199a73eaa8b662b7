using System.Collections.Immutable;
using System.Text;

namespace ContactHub.Phone;

/// <summary>
/// Cuts a byte stream of the Asterisk Manager Interface into messages, however it is chunked. Lines end with CRLF or LF, a blank line ends a
/// message, and the banner of the first line belongs to none. What is no <c>Key: Value</c> line, or too long, is skipped and counted: the stream is
/// another machine's, and one bad line must not cost the calls behind it.
/// </summary>
public sealed class AmiReader
{
    /// <summary>Longest line, in bytes. Longer ones are skipped; their message is kept.</summary>
    public const int MaxLine = 64 * 1024;

    /// <summary>Largest message, in bytes of its lines. Larger ones are skipped whole.</summary>
    public const int MaxMessage = 512 * 1024;

    private const string BannerStart = "Asterisk Call Manager";

    private readonly ImmutableArray<AmiField>.Builder _fields = ImmutableArray.CreateBuilder<AmiField>();
    private byte[] _line = new byte[256];
    private int _length;
    private int _messageBytes;
    private bool _lineTooLong;
    private bool _messageTooLarge;

    /// <summary>The server's greeting, such as <c>Asterisk Call Manager/11.0.0</c>.</summary>
    public string? Banner { get; private set; }

    /// <summary>Lines that were no field or too long.</summary>
    public int SkippedLines { get; private set; }

    /// <summary>Messages that were too large.</summary>
    public int SkippedMessages { get; private set; }

    /// <summary>Takes the next bytes, and adds the messages that they complete.</summary>
    public void Read(ReadOnlySpan<byte> bytes, ICollection<AmiMessage> messages)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            Keep(end < 0 ? bytes : bytes[..end]);
            if (end < 0) return;
            EndLine(messages);
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>Ends the stream: a message that no blank line has ended is added, without its last line if that was cut.</summary>
    /// <returns>Whether the stream ended within a message.</returns>
    public bool Complete(ICollection<AmiMessage> messages)
    {
        var isCut = _length > 0 || _lineTooLong || _fields.Count > 0;
        _length = 0;
        _lineTooLong = false;
        EndMessage(messages);
        return isCut;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_lineTooLong) return;
        if (_length + bytes.Length > MaxLine)
        {
            _lineTooLong = true;
            return;
        }

        if (_length + bytes.Length > _line.Length) Array.Resize(ref _line, Math.Max(_line.Length * 2, _length + bytes.Length));
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private void EndLine(ICollection<AmiMessage> messages)
    {
        var line = _line.AsSpan(0, _length);
        var tooLong = _lineTooLong;
        _length = 0;
        _lineTooLong = false;
        if (line is [.., (byte)'\r']) line = line[..^1];
        if (tooLong) SkippedLines++;
        else if (line.IsEmpty) EndMessage(messages);
        else AddField(line);
    }

    private void AddField(ReadOnlySpan<byte> line)
    {
        _messageBytes += line.Length;
        if (_messageBytes > MaxMessage) _messageTooLarge = true;
        if (_messageTooLarge) return;
        var colon = line.IndexOf((byte)':');
        if (colon > 0 && IsKey(line[..colon]))
        {
            var value = line[(colon + 1)..];
            _fields.Add(new AmiField(Encoding.UTF8.GetString(line[..colon]), Encoding.UTF8.GetString(value is [(byte)' ', ..] ? value[1..] : value)));
        }
        else if (_fields.Count == 0 && Encoding.UTF8.GetString(line) is var text && text.StartsWith(BannerStart, StringComparison.Ordinal))
        {
            Banner = text;
        }
        else
        {
            SkippedLines++;
        }
    }

    private static bool IsKey(ReadOnlySpan<byte> key) => key.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;

    private void EndMessage(ICollection<AmiMessage> messages)
    {
        if (_messageTooLarge) SkippedMessages++;
        else if (_fields.Count > 0) messages.Add(new AmiMessage(_fields.ToImmutable()));
        _fields.Clear();
        _messageBytes = 0;
        _messageTooLarge = false;
    }
}
