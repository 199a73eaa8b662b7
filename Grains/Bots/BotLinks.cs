using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Links;

namespace ContactHub.Bots;

/// <summary>Tells those who see to the channels how the bots from outside stand, by what became of the activities that they were sent.</summary>
public sealed class BotLinks(LinkReports links)
{
    /// <summary>Reports a reply, and hands it on.</summary>
    public async Task<BotReply> Report(BotOptions bot, BotReply reply, CancellationToken ct)
    {
        if (reply.Accepted) await links.Heard(Channels.Bots, bot.Id, ct);
        else await links.Down(Channels.Bots, bot.Id, CodeOf(reply), reply.Status == 0 ? reply.Fault ?? "" : string.Create(CultureInfo.InvariantCulture, $"HTTP {reply.Status}"), ct);
        return reply;
    }

    private static string CodeOf(BotReply reply) => reply switch
    {
        { Status: 401 or 403 } => LinkFaults.SignIn,
        { Status: not 0 } => LinkFaults.Refused,
        { Passing: true } => LinkFaults.Unreachable,
        _ => LinkFaults.Timeout,
    };
}
