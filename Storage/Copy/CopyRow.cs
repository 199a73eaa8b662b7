using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace ContactHub.Storage;

/// <summary>
/// One row in a form that is the same for both databases: each column as a byte that says whether it is there, its length in four bytes, and
/// its value; numbers big-endian with the sign turned, so that keys compare as bytes.
/// </summary>
internal sealed class CopyRow(CopyTable table)
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly (int Start, int Length)[] _values = new (int, int)[table.Columns.Count];

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public ReadOnlySpan<byte> Value(int column) => Bytes.Slice(_values[column].Start, _values[column].Length);

    public long Int64(int column) => BinaryPrimitives.ReadInt64BigEndian(Value(column)) ^ long.MinValue;

    /// <summary>The first column of the key, for messages. Not more: others may be a person's.</summary>
    public string Label => table.Columns[0].Kind == CopyKind.Text ? Encoding.UTF8.GetString(Value(0)) : Int64(0).ToString(CultureInfo.InvariantCulture);

    public void Read(DbDataReader reader)
    {
        _bytes.ResetWrittenCount();
        for (var i = 0; i < _values.Length; i++) Add(i, reader);
    }

    public int CompareKey(CopyRow other)
    {
        for (var i = 0; i < table.Keys; i++)
        {
            var order = Value(i).SequenceCompareTo(other.Value(i));
            if (order != 0) return order;
        }

        return 0;
    }

    /// <summary>Names of the columns that differ.</summary>
    public IEnumerable<string> Differences(CopyRow other) =>
        table.Columns.Where((_, i) => !WithHeader(i).SequenceEqual(other.WithHeader(i))).Select(c => c.Name);

    private ReadOnlySpan<byte> WithHeader(int column) => Bytes.Slice(_values[column].Start - 5, _values[column].Length + 5);

    private void Add(int column, DbDataReader reader)
    {
        if (reader.IsDBNull(column))
        {
            Put(column, isThere: 0, []);
            return;
        }

        Span<byte> number = stackalloc byte[8];
        switch (table.Columns[column].Kind)
        {
            case CopyKind.Text:
                Put(column, 1, Encoding.UTF8.GetBytes(reader.GetString(column)));
                return;
            case CopyKind.Bytes:
                Put(column, 1, reader.GetFieldValue<byte[]>(column));
                return;
            case CopyKind.Boolean:
                BinaryPrimitives.WriteInt64BigEndian(number, reader.GetBoolean(column) ? 1 : 0);
                break;
            case CopyKind.Time:
                BinaryPrimitives.WriteInt64BigEndian(number, reader.GetFieldValue<DateTimeOffset>(column).UtcTicks / TimeSpan.TicksPerMicrosecond);
                break;
            default:
                BinaryPrimitives.WriteInt64BigEndian(number, reader.GetInt64(column) ^ long.MinValue);
                break;
        }

        Put(column, 1, number);
    }

    private void Put(int column, byte isThere, ReadOnlySpan<byte> value)
    {
        Span<byte> header = stackalloc byte[5];
        header[0] = isThere;
        BinaryPrimitives.WriteInt32BigEndian(header[1..], value.Length);
        _bytes.Write(header);
        _values[column] = (_bytes.WrittenCount, value.Length);
        _bytes.Write(value);
    }
}
