using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Storage;

namespace ContactHub.Email;

/// <summary>Keeps a reader on every configured mailbox: after a fault again, first after a second and then ever later, at most every five minutes.</summary>
internal sealed class MailboxWorker(
    EmailOptions options, MailboxStore store, LeaseStore leases, MailIntake intake, MailCredentials credentials, LinkReports links, TimeProvider clock, ILogger<MailboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How often a process that is not the reader asks whether the reader is still there.</summary>
    private static readonly TimeSpan Standby = TimeSpan.FromSeconds(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(options.Mailboxes.Select(mailbox => Keep(mailbox, stoppingToken)));

    private async Task Keep(MailboxOptions mailbox, CancellationToken ct)
    {
        await Task.Yield();
        var reader = new MailboxReader(mailbox, store, leases, intake, credentials, links, clock, logger);
        var pause = First;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                var wasReader = await reader.Run(() => pause = First, ct);
                await Task.Delay(wasReader ? First : Standby, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever it is, chats go on, and the mail stays where it is until it can be read.
                MailboxLog.Failed(logger, e, mailbox.Id, pause);
                await links.Down(Channels.Email, mailbox.Id, FaultOf(e), e.Message, ct);
                await Task.Delay(pause, clock, ct).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }

    private static string FaultOf(Exception e) => e switch
    {
        MailServerException { Fault: MailServerFault.Connection } => LinkFaults.Unreachable,
        MailServerException { Fault: MailServerFault.Authentication } => LinkFaults.SignIn,
        MailServerException { Fault: MailServerFault.Security } => LinkFaults.Security,
        MailServerException { Fault: MailServerFault.Timeout } => LinkFaults.Timeout,
        MailServerException => LinkFaults.Refused,
        _ => LinkFaults.Hub,
    };
}
