using System.Buffers;
using System.Buffers.Text;

namespace ContactHub.Email;

/// <summary>Base64 (RFC 2045 section 6.8) that reads over anything that is not of its alphabet, and does without padding.</summary>
internal static class Base64Decoder
{
    private const byte Skip = 0xFF;
    private const byte Blank = 0xFE;
    private const byte Pad = 0xFD;

    private static readonly byte[] Values = Table();

    /// <returns>The bytes, and whether something was wrong beside blanks and line ends.</returns>
    public static (byte[] Bytes, bool Wrong) Decode(ReadOnlySpan<byte> text)
    {
        if (TryStrict(text) is { } strict) return (strict, false);
        var result = new byte[text.Length * 3L / 4 + 3];
        var (length, bits, count, wrong) = (0, 0, 0, false);
        foreach (var c in text)
        {
            var value = Values[c];
            if (value < 64)
            {
                bits = (bits << 6) | value;
                if (++count != 4) continue;
                result[length++] = (byte)(bits >> 16);
                result[length++] = (byte)(bits >> 8);
                result[length++] = (byte)bits;
                (bits, count) = (0, 0);
            }
            else if (value == Pad)
            {
                // Pieces that were encoded each for itself and put together have padding in the middle.
                wrong |= !Drain(ref bits, ref count, result, ref length, padded: true);
            }
            else if (value != Blank)
            {
                wrong = true;
            }
        }

        wrong |= !Drain(ref bits, ref count, result, ref length, padded: false);
        return (result[..length], wrong);
    }

    private static bool Drain(ref int bits, ref int count, byte[] result, ref int length, bool padded)
    {
        var well = count == 0 || (padded && count != 1);
        if (count == 2)
        {
            result[length++] = (byte)(bits >> 4);
        }
        else if (count == 3)
        {
            result[length++] = (byte)(bits >> 10);
            result[length++] = (byte)(bits >> 2);
        }

        (bits, count) = (0, 0);
        return well;
    }

    // What nearly all mail is: whole, with line ends only; many times faster than byte by byte.
    private static byte[]? TryStrict(ReadOnlySpan<byte> text)
    {
        var result = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, result, out var read, out var written) == OperationStatus.Done && read == text.Length ? result[..written] : null;
    }

    private static byte[] Table()
    {
        var table = new byte[256];
        Array.Fill(table, Skip);
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8;
        for (var i = 0; i < alphabet.Length; i++) table[alphabet[i]] = (byte)i;
        (table['-'], table['_']) = (62, 63);
        table['='] = Pad;
        foreach (var blank in " \t\r\n"u8) table[blank] = Blank;
        return table;
    }
}
