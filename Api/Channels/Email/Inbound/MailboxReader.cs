using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Email;

/// <summary>
/// Reads one mailbox as long as it holds its lease: record a mail, flag it on the server, keep the position, and then the next. Whatever is cut off in between is
/// done again, and recorded once.
/// </summary>
internal sealed class MailboxReader(MailboxOptions mailbox, MailboxStore store, LeaseStore leases, MailIntake intake, MailCredentials credentials, LinkReports links, TimeProvider clock, ILogger logger)
{
    private const string Processed = "$Processed";
    private const int Batch = 100;

    /// <summary>Below the 30 minutes after which servers end an IDLE, and the 29 that RFC 2177 asks for.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(28);

    /// <summary>How often a message is asked for that the server does not give: some minutes, as the pauses between grow.</summary>
    private const int MostTries = 8;

    private readonly string _holder = leases.NewHolder();

    /// <summary>The message that the server did not give the last time, and how often so far.</summary>
    private (uint Uid, int Times, MailServerFault Fault) _withheld;

    /// <summary>Tries to become the mailbox's reader; when it is, reads until the server fails, the lease is lost or the token says so.</summary>
    /// <param name="connected">Called when reading goes well; not while a message keeps it from going on.</param>
    /// <returns>Whether it was the reader.</returns>
    public Task<bool> Run(Action connected, CancellationToken ct) =>
        leases.While(MailboxStore.LeaseOf(mailbox.Id), _holder, lost => Read(connected, lost), ct);

    private async Task Read(Action connected, CancellationToken ct)
    {
        await using var client = await Connect(ct);
        var selected = await client.Select(mailbox.Folder, ct);
        var position = await store.Position(mailbox.Id, ct);
        if (position.UidValidity != selected.UidValidity)
        {
            // All UIDs mean something else now; what was recorded already is recognised by itself.
            if (position.UidValidity != 0) MailboxLog.ValidityChanged(logger, mailbox.Id);
            position = new MailboxPosition(selected.UidValidity, 0);
        }

        if (_withheld.Times == 0) connected();
        await links.Up(Channels.Email, mailbox.Id, ct);
        MailboxLog.Connected(logger, mailbox.Id, position.LastUid);
        while (true)
        {
            var found = await client.Search((uint)Math.Min(position.LastUid + 1, uint.MaxValue), ct);
            foreach (var batch in found.Chunk(Batch))
            {
                foreach (var message in (await client.Sizes(batch, ct)).OrderBy(m => m.Uid))
                {
                    await Take(client, message, selected.TakesKeywords ? Processed : @"\Seen", ct);
                    if (_withheld.Times > 0) connected();
                    _withheld = default;
                    position = position with { LastUid = message.Uid };
                    if (!await store.Save(mailbox.Id, _holder, position, ct)) return;
                    await links.Heard(Channels.Email, mailbox.Id, ct);
                }
            }

            await client.WaitForNews(LongestIdle, mailbox.PollInterval, ct);
        }
    }

    private async Task<ImapClient> Connect(CancellationToken ct)
    {
        var credential = await credentials.ToRead(mailbox, ct);
        try
        {
            return await ImapClient.Connect(mailbox.Imap(), credential, clock, ct);
        }
        catch (MailServerException e) when (e.Fault == MailServerFault.Authentication)
        {
            credentials.Refused(mailbox, credential);
            throw;
        }
    }

    private async Task Take(ImapClient client, ImapMessage message, string flag, CancellationToken ct)
    {
        var isHeld = _withheld.Uid == message.Uid;
        if (isHeld && _withheld.Times >= MostTries)
        {
            MailboxLog.NotGiven(logger, mailbox.Id, message.Uid, _withheld.Times);
            return;
        }

        // Some servers give a size that is smaller than what they send.
        var isTooLarge = message.Size > mailbox.MostBytes || (isHeld && _withheld is { Fault: MailServerFault.Protocol, Times: >= MostTries / 2 });
        if (await Fetch(client, message.Uid, isTooLarge ? "HEADER" : "", ct) is not { } raw) return;
        try
        {
            var refusals = await intake.Take(mailbox, raw, isTooLarge ? message.Size : null, ct);
            if (refusals.IsEmpty) await Flag(client, message.Uid, flag, ct);
            // It stays unflagged on the server, and its bytes in the file store.
            else MailboxLog.Refused(logger, mailbox.Id, message.Uid, string.Join(", ", refusals));
        }
        catch (Exception e) when (!IsPassing(e))
        {
            // One mail that the program cannot take must not keep all others out.
            MailboxLog.NotTaken(logger, e, mailbox.Id, message.Uid);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> Fetch(ImapClient client, uint uid, string section, CancellationToken ct)
    {
        try
        {
            return await client.Fetch(uid, ct, section);
        }
        catch (MailServerException e) when (e.Fault is MailServerFault.Refused or MailServerFault.Protocol)
        {
            // A broken message of the server's must not keep all others out for ever.
            _withheld = (uid, _withheld.Uid == uid ? _withheld.Times + 1 : 1, e.Fault);
            throw;
        }
    }

    /// <summary>The mail is recorded and the position kept: a mailbox that takes no flags is read all the same.</summary>
    private async Task Flag(ImapClient client, uint uid, string flag, CancellationToken ct)
    {
        try
        {
            await client.Flag(uid, flag, ct);
        }
        catch (MailServerException e) when (e.Fault == MailServerFault.Refused)
        {
            MailboxLog.NotFlagged(logger, mailbox.Id, uid, e.Message);
        }
    }

    /// <summary>What the server, the store or the cluster may be better of later; the mail is then taken again.</summary>
    private static bool IsPassing(Exception e) =>
        e is IOException or OperationCanceledException || StorageFaults.IsPassing(e);
}
