using System.Collections.Immutable;
using System.Globalization;

namespace ContactHub.Email;

/// <summary>
/// Reads a mailbox: IMAP4rev1 (RFC 3501) with IDLE (RFC 2177), and nothing more than a hub needs. One caller at a time. Everything throws
/// <see cref="MailServerException"/> when the server fails; dispose of the client then, unless the fault is <see cref="MailServerFault.Refused"/>.
/// </summary>
public sealed class ImapClient : IAsyncDisposable
{
    private readonly ImapConnection _connection;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;

    private ImapClient(ImapConnection connection, TimeSpan patience, TimeProvider clock) => (_connection, _patience, _clock) = (connection, patience, clock);

    /// <summary>What the server can do, in upper case, as it said last.</summary>
    public ImmutableHashSet<string> Capabilities { get; private set; } = [];

    /// <summary>Connects, and signs in once the connection is protected as the settings want.</summary>
    public static async Task<ImapClient> Connect(MailServer settings, MailCredential credential, TimeProvider clock, CancellationToken ct)
    {
        var client = new ImapClient(await ImapConnection.Open(settings, clock, ct), settings.Timeout, clock);
        try
        {
            await client.SignIn(settings, credential, ct);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a mailbox for reading and flagging.</summary>
    /// <param name="mailbox">INBOX, or any name in Unicode.</param>
    public async Task<ImapMailbox> Select(string mailbox, CancellationToken ct)
    {
        var answers = await _connection.Run("SELECT " + ImapText.Quote(ImapText.MailboxName(mailbox)), ct);
        var validity = answers.Select(a => a.CodeArgument("UIDVALIDITY")).LastOrDefault(v => v is not null);
        if (!uint.TryParse(validity, NumberStyles.None, CultureInfo.InvariantCulture, out var uidValidity))
            throw new MailServerException(MailServerFault.Protocol, "The server has no lasting UIDs in this mailbox.");
        var exists = answers.LastOrDefault(a => a.Keyword == "EXISTS")?.Number ?? 0;
        var keywords = answers.Any(a => a.CodeArgument("PERMANENTFLAGS")?.Contains(@"\*", StringComparison.Ordinal) == true);
        _connection.HasNews = false;
        return new ImapMailbox(uidValidity, exists, keywords);
    }

    /// <summary>UIDs from this one on, ascending.</summary>
    public async Task<ImmutableArray<uint>> Search(uint from, CancellationToken ct)
    {
        _connection.HasNews = false;
        var answers = await _connection.Run(string.Create(CultureInfo.InvariantCulture, $"UID SEARCH UID {from}:*"), ct);
        // "n:*" has the last message even when its UID is lower.
        return [.. answers.Where(a => a is { IsUntagged: true, Keyword: "SEARCH" }).SelectMany(a => a.Values).Select(v => Number(v.Text)).Where(uid => uid >= from).Distinct().Order()];
    }

    /// <summary>The sizes of messages; of one that is gone there is none.</summary>
    public async Task<ImmutableArray<ImapMessage>> Sizes(IEnumerable<uint> uids, CancellationToken ct)
    {
        var set = string.Join(',', uids.Select(uid => uid.ToString(CultureInfo.InvariantCulture)));
        if (set.Length == 0) return [];
        var answers = await _connection.Run($"UID FETCH {set} (UID RFC822.SIZE)", ct);
        return [.. from item in Fetched(answers)
                   let uid = item.Behind("UID")
                   let size = item.Behind("RFC822.SIZE")
                   where uid is not null && size is not null
                   select new ImapMessage(Number(uid.Text), Number(size.Text))];
    }

    /// <summary>A part of a message, without marking it as seen; null when the message is gone.</summary>
    /// <param name="section">Empty for the whole message, <c>HEADER</c> for its header.</param>
    public async Task<ReadOnlyMemory<byte>?> Fetch(uint uid, CancellationToken ct, string section = "")
    {
        var answers = await _connection.Run(string.Create(CultureInfo.InvariantCulture, $"UID FETCH {uid} (UID BODY.PEEK[{section}])"), ct);
        // A server may tell of other messages' flags meanwhile.
        return Fetched(answers).FirstOrDefault(f => f.Behind("UID") is { } of && Number(of.Text) == uid && f.Behind($"BODY[{section}]") is not null)
            ?.Behind($"BODY[{section}]")!.Bytes;
    }

    /// <summary>Adds a flag: <c>\Seen</c>, or a keyword. A message that is gone is no error.</summary>
    public async Task Flag(uint uid, string flag, CancellationToken ct) =>
        await _connection.Run(string.Create(CultureInfo.InvariantCulture, $"UID STORE {uid} +FLAGS.SILENT ({flag})"), ct);

    /// <summary>
    /// Waits until there may be something new, at most so long: by IDLE, told at once; without IDLE, for <paramref name="poll"/>. Servers end an IDLE
    /// after 30 minutes (RFC 2177), so wait for at most 29.
    /// </summary>
    public async Task WaitForNews(TimeSpan most, TimeSpan poll, CancellationToken ct)
    {
        if (_connection.HasNews) return;
        if (!Capabilities.Contains("IDLE"))
        {
            await Task.Delay(poll < most ? poll : most, _clock, ct);
            await _connection.Run("NOOP", ct);
            return;
        }

        var tag = await _connection.Send("IDLE", ct);
        await Continuation(tag, ct);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var until = Task.Delay(most, _clock, given.Token);
        // A read that is cancelled spoils a TLS stream, so it stays and reads the end of the IDLE.
        var reading = _connection.Read(ct, patient: true);
        while (!_connection.HasNews && await Task.WhenAny(reading, until) == reading)
        {
            if ((await reading).Keyword == "BYE") throw new MailServerException(MailServerFault.Connection, "The server says good-bye.");
            reading = _connection.Read(ct, patient: true);
        }

        ct.ThrowIfCancellationRequested();
        await given.CancelAsync();
        await _connection.SendLine("DONE", ct);
        try
        {
            while ((await reading.WaitAsync(_patience, _clock, ct)).Tag != tag) reading = _connection.Read(ct);
        }
        catch (TimeoutException e)
        {
            throw new MailServerException(MailServerFault.Timeout, "The server does not end its IDLE.", e);
        }
    }

    /// <summary>Says good-bye, so that the server need not find out.</summary>
    public async Task LogOut(CancellationToken ct) => await _connection.Run("LOGOUT", ct);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static uint Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : throw new MailServerException(MailServerFault.Protocol, "The server sent something else where a number belongs.");

    private static IEnumerable<ImapValue> Fetched(IEnumerable<ImapResponse> answers) =>
        answers.Where(a => a is { IsUntagged: true, Keyword: "FETCH", Values: [{ IsList: true }] }).Select(a => a.Values[0]);

    private async Task SignIn(MailServer settings, MailCredential credential, CancellationToken ct)
    {
        var greeting = await _connection.Read(ct);
        if (greeting is not { Tag: "*", Keyword: "OK" }) throw new MailServerException(MailServerFault.Connection, $"The server greets with {greeting.Keyword} {greeting.Text}");
        await AskCapabilities(ct);
        if (settings.Security == MailSecurity.StartTls)
        {
            if (!Capabilities.Contains("STARTTLS")) throw new MailServerException(MailServerFault.Security, "The server offers no STARTTLS.");
            await _connection.Run("STARTTLS", ct);
            await _connection.Protect(ct);
            // What was said before TLS may have been anybody's.
            await AskCapabilities(ct);
        }

        await ImapSignIn.Run(_connection, credential, Capabilities, ct);
        await AskCapabilities(ct);
    }

    private async Task AskCapabilities(CancellationToken ct)
    {
        var answers = await _connection.Run("CAPABILITY", ct);
        Capabilities = [.. answers.Where(a => a.Keyword == "CAPABILITY").SelectMany(a => a.Values).Select(v => v.Text.ToUpperInvariant())];
    }

    private async Task Continuation(string tag, CancellationToken ct)
    {
        while (await _connection.Read(ct) is var answer && answer.Tag != "+")
        {
            if (answer.Tag == tag) throw new MailServerException(MailServerFault.Refused, $"The server refused IDLE: {answer.Keyword} {answer.Text}");
        }
    }
}
