using System.Text.Json;
using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.Security;
using ContactHub.Storage;

namespace ContactHub.Telegram;

/// <summary>
/// Asks Telegram for updates (<c>getUpdates</c>), on one node for each bot, because Telegram answers only one. An update counts as received when the next one
/// is asked for, so what was not stored before a crash comes again; of bots that are called instead, it says where.
/// </summary>
internal sealed class TelegramPolling(
    TelegramOptions options, TelegramApi api, TelegramIntake intake, LeaseStore leases, LinkReports links, TimeProvider clock, ILogger<TelegramPolling> logger) : BackgroundService
{
    /// <summary>How often an update is tried that can't be handled for a reason that doesn't pass; then it must not keep the others waiting any longer.</summary>
    private const int MostAttempts = 5;

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>How often a process that is not the one that asks looks whether that one is still there.</summary>
    private static readonly TimeSpan Standby = TimeSpan.FromSeconds(10);

    private static JsonArray Wanted => ["message", "edited_message", "callback_query", "message_reaction"];

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Bots.Select(bot => Keep(bot, stoppingToken)));

    private async Task Keep(TelegramBot bot, CancellationToken ct)
    {
        await Task.Yield();
        var holder = leases.NewHolder();
        var failures = new Failures();
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (bot.Mode == TelegramMode.Webhook)
                {
                    await BeCalled(bot, failures, ct);
                    return;
                }

                if (!await leases.While("telegram:" + bot.Id, holder, token => Poll(bot, failures, token), ct)) await Task.Delay(Standby, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Whatever it is, chats of other channels go on, and Telegram keeps updates for a day.
                TelegramLog.Failed(logger, e, bot.Id, failures.Pause);
                await links.Down(Channels.Telegram, bot.Id, FaultOf(e), e.Message, ct);
                await failures.Wait(clock, ct);
            }
        }
    }

    private async Task BeCalled(TelegramBot bot, Failures failures, CancellationToken ct)
    {
        var address = bot.PublicUrl.TrimEnd('/') + TelegramWebhook.PathOf(bot);
        // One connection at a time keeps a chat's messages in order.
        var request = new JsonObject { ["url"] = address, ["secret_token"] = bot.WebhookSecret, ["max_connections"] = 1, ["allowed_updates"] = Wanted };
        while (await Done(bot, "setWebhook", request, failures, ct) is null)
        {
        }

        TelegramLog.WebhookSet(logger, bot.Id, address);
        await links.Up(Channels.Telegram, bot.Id, ct);
    }

    private async Task Poll(TelegramBot bot, Failures failures, CancellationToken ct)
    {
        // As long as Telegram calls an address, it does not answer who asks.
        while (await Done(bot, "deleteWebhook", [], failures, ct) is null)
        {
        }

        TelegramLog.Polling(logger, bot.Id);
        await links.Up(Channels.Telegram, bot.Id, ct);
        long offset = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var request = new JsonObject { ["offset"] = offset, ["timeout"] = (int)LongPoll.TotalSeconds, ["allowed_updates"] = Wanted };
            if (await Done(bot, "getUpdates", request, failures, ct) is not { ValueKind: JsonValueKind.Array } updates) continue;
            foreach (var json in updates.EnumerateArray())
            {
                if (TelegramReader.Read(json) is not { } update) continue;
                await Handle(bot, update, failures, ct);
                offset = update.Id + 1;
            }

            if (failures.Reset()) await links.Up(Channels.Telegram, bot.Id, ct);
        }
    }

    private async Task Handle(TelegramBot bot, TelegramUpdate update, Failures failures, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await intake.Take(bot, update, ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested && e is not OutOfMemoryException)
            {
                var passes = StorageFaults.IsPassing(e) || e is HttpRequestException;
                if (!passes && attempt >= MostAttempts)
                {
                    TelegramLog.LeftOut(logger, e, bot.Id, update.Id, attempt);
                    return;
                }

                TelegramLog.Failed(logger, e, bot.Id, failures.Pause);
                await failures.Wait(clock, ct);
            }
        }
    }

    /// <summary>The result; null when it failed, after a pause.</summary>
    private async Task<JsonElement?> Done(TelegramBot bot, string method, JsonObject request, Failures failures, CancellationToken ct)
    {
        var answer = await api.Call(bot, method, (JsonObject)request.DeepClone(), ct, method == "getUpdates" ? LongPoll : default);
        if (answer.IsOk) return answer.Result;
        var pause = answer.RetryAfter ?? failures.Pause;
        TelegramLog.CallFailed(logger, bot.Id, method, answer.Code, answer.Description, pause);
        await links.Down(Channels.Telegram, bot.Id, answer.Code is 401 or 404 ? LinkFaults.SignIn : LinkFaults.Refused, $"{answer.Code} {answer.Description}", ct);
        await failures.Wait(clock, ct, answer.RetryAfter);
        return null;
    }

    private static string FaultOf(Exception e) =>
        e is HttpRequestException ? LinkFaults.Unreachable : e is TimeoutException ? LinkFaults.Timeout : LinkFaults.Hub;

    /// <summary>How long to wait after a failure: ever longer, until something succeeds.</summary>
    private sealed class Failures
    {
        private bool _any;

        public TimeSpan Pause { get; private set; } = First;

        /// <summary>Something succeeded; answers whether anything had failed before.</summary>
        public bool Reset()
        {
            var had = _any;
            (Pause, _any) = (First, false);
            return had;
        }

        public async Task Wait(TimeProvider clock, CancellationToken ct, TimeSpan? asked = null)
        {
            _any = true;
            await Task.Delay(asked ?? Pause, clock, ct);
            Pause = Pause * 2 < Longest ? Pause * 2 : Longest;
        }
    }
}
