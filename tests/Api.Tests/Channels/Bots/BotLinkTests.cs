using ContactHub.Conversations;
using ContactHub.Links;
using ContactHub.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Bots.Tests;

/// <summary>How the desk learns that a bot is down, and that it is back.</summary>
public sealed class BotLinkTests(BotStage stage) : IClassFixture<BotStage>
{
    [Theory]
    [InlineData(StatusCodes.Status401Unauthorized, LinkFaults.SignIn, "HTTP 401")]
    [InlineData(StatusCodes.Status404NotFound, LinkFaults.Refused, "HTTP 404")]
    public async Task A_bot_that_refuses_activities_is_down_until_it_takes_one(int status, string fault, string detail)
    {
        stage.Bot.Turn = _ => Task.FromResult(status);
        var refused = await stage.Begin("open");
        await Eventually.Holds(async () => (await Link())?.Fault == new LinkFault(fault, detail));
        await Eventually.Holds(async () => (await stage.Timeline(refused.ConversationId)).Any(entry => entry.Event is HandoffRequested { Reason: "botFailed" }));

        stage.Bot.Turn = _ => Task.FromResult(StatusCodes.Status200OK);
        await stage.Begin("open");

        await Eventually.Holds(async () => await Link() is { Fault: null, HeardAt: not null });
    }

    [Fact]
    public void The_registered_bots_are_places_of_their_own() => Assert.Equal(
        ["open", "signed", "token"],
        stage.Hub.Services.GetServices<ChannelPlace>().Where(place => place is { Channel: Channels.Bots, IsKept: true }).Select(place => place.Id));

    private async Task<ChannelLink?> Link() =>
        (await stage.Hub.Services.GetRequiredService<LinkStore>().All()).SingleOrDefault(link => link is { Channel: Channels.Bots, Place: "open" });
}
