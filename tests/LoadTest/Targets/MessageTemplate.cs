using System.Buffers.Text;
using System.Text;
using ContactHub.LoadTest.Load;
using ContactHub.LoadTest.Wire;

namespace ContactHub.LoadTest.Targets;

/// <summary>
/// A send invocation with everything but the message filled in, so that a message costs two copies and no allocation.
/// </summary>
/// <param name="acknowledged">Whether the server shall answer; the message's number is then the invocation id.</param>
/// <param name="before">JSON of the arguments up to the text, a <c>#</c> standing for the message's number.</param>
/// <param name="after">JSON of the arguments behind the text.</param>
internal sealed class MessageTemplate(string method, bool acknowledged, string before, string after)
{
    private readonly byte[] _head = Encoding.UTF8.GetBytes(acknowledged ? "{\"type\":1,\"invocationId\":\"" : "{\"type\":1");
    private readonly byte[] _method = Encoding.UTF8.GetBytes((acknowledged ? "\"" : "") + ",\"target\":\"" + method + "\",\"arguments\":[");
    private readonly byte[][] _before = [.. before.Split('#').Select(Encoding.UTF8.GetBytes)];
    private readonly byte[] _after = [.. Encoding.UTF8.GetBytes(after + "]}"), RecordSplitter.Terminator];

    /// <summary>Bytes that a record needs at most.</summary>
    public int MaxSize { get; } = Encoding.UTF8.GetMaxByteCount(method.Length + before.Length + after.Length) + MessageBody.Length + 128;

    /// <summary>Writes one terminated record and returns its size.</summary>
    public int Write(Span<byte> destination, int pair, int number, long timestamp)
    {
        int at = Put(destination, 0, _head);
        if (acknowledged)
            at = PutNumber(destination, at, number);
        at = Put(destination, at, _method);
        for (int i = 0; i < _before.Length; i++)
        {
            if (i > 0)
                at = PutNumber(destination, at, number);
            at = Put(destination, at, _before[i]);
        }

        MessageBody.Write(destination[at..], pair, number, timestamp);
        return Put(destination, at + MessageBody.Length, _after);
    }

    private static int Put(Span<byte> destination, int at, byte[] part)
    {
        part.CopyTo(destination[at..]);
        return at + part.Length;
    }

    private static int PutNumber(Span<byte> destination, int at, int number)
    {
        Utf8Formatter.TryFormat(number, destination[at..], out int written);
        return at + written;
    }
}
