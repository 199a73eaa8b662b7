using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ContactHub.Files;

/// <summary>A stored file that is read in pieces; it holds its connection until it is disposed of. Not thread-safe.</summary>
internal abstract class StoredFileStream(DbConnection connection) : Stream
{
    protected DbConnection Connection { get; } = connection;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override void SetLength(long value) => throw new NotSupportedException("The file is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The file is read only.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) Connection.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Reads by SQLite's incremental blob I/O (sqlite.org/c3ref/blob_open.html).</summary>
internal sealed class SqliteFileStream(DbConnection connection, SqliteBlob blob) : StoredFileStream(connection)
{
    public override long Length => blob.Length;

    public override long Position
    {
        get => blob.Position;
        set => blob.Position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => blob.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing) blob.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Reads by <c>substring</c>, which touches only the pages of a value that is stored uncompressed (migration 0055).</summary>
internal sealed class PostgresFileStream(DbConnection connection, string id, long length) : StoredFileStream(connection)
{
    private const int Piece = 256 * 1024;
    private byte[] _piece = [];
    private long _pieceAt;
    private long _position;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= length || buffer.IsEmpty) return 0;
        if (_position < _pieceAt || _position >= _pieceAt + _piece.Length)
        {
            _piece = await Connection.QuerySingleAsync<byte[]>(new CommandDefinition(
                "SELECT substring(bytes FROM @start FOR @count) FROM files WHERE id = @id", new { start = (int)_position + 1, count = Piece, id },
                cancellationToken: cancellationToken));
            _pieceAt = _position;
        }

        var from = (int)(_position - _pieceAt);
        var count = Math.Min(buffer.Length, _piece.Length - from);
        _piece.AsMemory(from, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
