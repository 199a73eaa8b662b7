namespace ContactHub.Email;

/// <summary>A message as it goes over the wire after DATA (RFC 5321 section 4.5.2).</summary>
internal static class SmtpData
{
    /// <summary>
    /// Ends every line with CR LF, doubles a dot that begins one, and adds the dot that ends all. A CR or LF alone becomes a line end, so that no two servers can disagree on
    /// where the message is over (CVE-2023-51764).
    /// </summary>
    public static byte[] Encode(ReadOnlySpan<byte> message)
    {
        var written = new List<byte>(message.Length + (message.Length / 64) + 8);
        var isNewLine = true;
        for (var i = 0; i < message.Length; i++)
        {
            if (message[i] is (byte)'\r' or (byte)'\n')
            {
                if (message[i] == '\r' && i + 1 < message.Length && message[i + 1] == '\n') i++;
                written.AddRange("\r\n"u8);
                isNewLine = true;
                continue;
            }

            if (isNewLine && message[i] == '.') written.Add((byte)'.');
            written.Add(message[i]);
            isNewLine = false;
        }

        written.AddRange(isNewLine ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return [.. written];
    }
}
