using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.Email;

/// <summary>
/// Hands mail to a server: SMTP submission (RFC 5321, 6409) with STARTTLS, AUTH, SIZE, PIPELINING and SMTPUTF8. One caller at a time. What the server says to a mail is a
/// result; what keeps it from saying anything is a <see cref="MailServerException"/>, and the client is then of no more use.
/// </summary>
public sealed class SmtpClient : IAsyncDisposable
{
    /// <summary>How long a server may think over a mail it has (RFC 5321 section 4.5.3.2.6): who leaves earlier sends it twice.</summary>
    private static readonly TimeSpan LongestThought = TimeSpan.FromMinutes(10);

    private readonly SmtpConnection _connection;

    private SmtpClient(SmtpConnection connection) => _connection = connection;

    /// <summary>What the server can do: names in upper case, with their parameters.</summary>
    public ImmutableDictionary<string, string> Extensions { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether another mail can be sent on this connection.</summary>
    public bool IsUsable { get; private set; } = true;

    /// <summary>Connects, and signs in once the connection is protected as the settings want.</summary>
    /// <param name="credential">Null for a server that lets this machine in without.</param>
    /// <param name="name">What to call oneself: a domain.</param>
    public static async Task<SmtpClient> Connect(MailServer server, MailCredential? credential, string name, TimeProvider clock, CancellationToken ct)
    {
        var client = new SmtpClient(await SmtpConnection.Open(server, clock, ct));
        try
        {
            await client.Begin(server, credential, name, ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a mail; the server has it for those recipients whose reply is good, and for no other.</summary>
    /// <param name="message">The whole mail; whatever its line ends, they go out as CR LF.</param>
    /// <returns>One result a recipient, in their order.</returns>
    public async Task<ImmutableArray<SmtpResult>> Send(SmtpEnvelope envelope, ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        if (Obstacle(envelope, message.Length) is { } obstacle) return All(envelope, obstacle);
        var begin = $"MAIL FROM:<{envelope.From}>"
            + (Extensions.ContainsKey("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={message.Length}") : "")
            + (envelope.NeedsUtf8 ? " BODY=8BITMIME SMTPUTF8" : "");
        var recipients = envelope.Recipients.Select(recipient => $"RCPT TO:<{recipient}>").ToArray();
        var isPipelined = Extensions.ContainsKey("PIPELINING");
        if (isPipelined) await _connection.Send(ct, [begin, .. recipients]);
        var first = isPipelined ? await _connection.Read(ct) : await _connection.Run(begin, ct);
        if (!first.IsGood && !isPipelined) return await Over(All(envelope, first), ct);

        var results = ImmutableArray.CreateBuilder<SmtpResult>(recipients.Length);
        for (var i = 0; i < recipients.Length; i++)
        {
            var reply = isPipelined ? await _connection.Read(ct) : await _connection.Run(recipients[i], ct);
            results.Add(new SmtpResult(envelope.Recipients[i], first.IsGood ? reply : first));
        }

        if (!results.Any(result => result.Reply.IsGood)) return await Over(results.ToImmutable(), ct);
        var last = await Content(message, ct);
        var all = results.Select(result => result.Reply.IsGood ? result with { Reply = last } : result).ToImmutableArray();
        return last.IsGood ? all : await Over(all, ct);
    }

    /// <summary>Says good-bye. The mail is the server's by then, so what it answers doesn't matter.</summary>
    public async Task Quit(CancellationToken ct)
    {
        IsUsable = false;
        await _connection.Run("QUIT", ct);
    }

    public ValueTask DisposeAsync()
    {
        IsUsable = false;
        return _connection.DisposeAsync();
    }

    private static ImmutableArray<SmtpResult> All(SmtpEnvelope envelope, SmtpReply reply) => [.. envelope.Recipients.Select(recipient => new SmtpResult(recipient, reply))];

    /// <summary>What the server said beforehand that it would not take.</summary>
    private SmtpReply? Obstacle(SmtpEnvelope envelope, int length)
    {
        if (envelope.NeedsUtf8 && !Extensions.ContainsKey("SMTPUTF8"))
            return new SmtpReply(553, "5.6.7", "The mail server takes no addresses with letters beyond ASCII.");
        var most = Extensions.TryGetValue("SIZE", out var size) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        return most > 0 && length > most ? new SmtpReply(552, "5.3.4", $"The mail has {length} bytes; the mail server takes {most}.") : null;
    }

    private async Task<SmtpReply> Content(ReadOnlyMemory<byte> message, CancellationToken ct)
    {
        var go = await _connection.Run("DATA", ct);
        // Good, but not "go on": then it takes nothing, and what follows would be read as commands.
        if (go.Code is >= 200 and < 300 or (> 354 and < 400)) throw new MailServerException(MailServerFault.Protocol, $"The server answers to DATA with {go}.");
        if (!go.IsGood) return go;
        await _connection.Send(SmtpData.Encode(message.Span), ct);
        return await _connection.Read(ct, LongestThought);
    }

    /// <summary>Ends a mail that not everybody got, so that the next one begins anew.</summary>
    private async Task<ImmutableArray<SmtpResult>> Over(ImmutableArray<SmtpResult> results, CancellationToken ct)
    {
        if (results.Any(result => result.Reply.IsFarewell)) IsUsable = false;
        else IsUsable = (await _connection.Run("RSET", ct)).IsGood;
        return results;
    }

    private async Task Begin(MailServer server, MailCredential? credential, string name, CancellationToken ct)
    {
        var greeting = await _connection.Read(ct);
        if (greeting.Code != 220) throw new MailServerException(MailServerFault.Connection, $"The server greets with {greeting}.");
        await Hello(name, ct);
        if (server.Security == MailSecurity.StartTls)
        {
            if (!Extensions.ContainsKey("STARTTLS")) throw new MailServerException(MailServerFault.Security, "The server offers no STARTTLS.");
            var reply = await _connection.Run("STARTTLS", ct);
            if (reply.Code != 220) throw new MailServerException(MailServerFault.Security, $"The server answers to STARTTLS with {reply}.");
            await _connection.Protect(ct);
            // What was said before TLS may have been anybody's.
            await Hello(name, ct);
        }

        if (credential is not null) await SmtpSignIn.Run(_connection, credential, Extensions.GetValueOrDefault("AUTH", ""), ct);
    }

    private async Task Hello(string name, CancellationToken ct)
    {
        await _connection.Send(ct, "EHLO " + name);
        var lines = await _connection.ReadLines(ct);
        var reply = SmtpReply.Parse(lines);
        if (reply.Code != 250) throw new MailServerException(MailServerFault.Protocol, $"The server answers to EHLO with {reply}.");
        // "AUTH=PLAIN" is how servers wrote it before RFC 2554.
        Extensions = lines.Skip(1).Select(line => line[4..].Trim().Split((char[])[' ', '='], 2)).GroupBy(words => words[0].ToUpperInvariant(), StringComparer.Ordinal)
            .ToImmutableDictionary(named => named.Key, named => string.Join(' ', named.Select(words => words.ElementAtOrDefault(1) ?? "")), StringComparer.Ordinal);
    }
}
