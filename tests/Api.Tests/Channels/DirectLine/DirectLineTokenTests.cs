using ContactHub.TestKit;
using Microsoft.AspNetCore.DataProtection;

namespace ContactHub.DirectLine.Tests;

/// <summary>Tokens and tickets by themselves: what one node signed, every node with the same keys reads.</summary>
public sealed class DirectLineTokenTests : IDisposable
{
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("contacthub-keys-");
    private readonly FakeClock _clock = new();
    private readonly DirectLineToken _token = new("t-1", "demo", "c-0198", "tr", "dl_ayşe", "Ayşe", ["https://www.example.bel.tr"], default);

    public void Dispose() => _keys.Delete(recursive: true);

    [Fact]
    public void Every_node_reads_what_another_one_signed()
    {
        var read = Node().Read(Node().Write(_token))!;

        Assert.Equal(_token with { Origins = read.Origins, ExpiresAt = _clock.GetUtcNow() + DirectLineTokens.Life }, read);
        Assert.Equal(_token.Origins, read.Origins);
        Assert.Equal((_token.CitizenId, "dl_ayşe"), (read.CitizenId, read.Sender));
    }

    [Fact]
    public void A_token_lives_for_half_an_hour_and_for_as_long_again_when_it_is_renewed()
    {
        var node = Node();
        var first = node.Read(node.Write(_token))!;

        _clock.Advance(DirectLineTokens.Life - TimeSpan.FromSeconds(1));
        Assert.False(node.IsExpired(first));
        var renewed = node.Read(node.Write(first))!;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(node.IsExpired(first));
        Assert.False(node.IsExpired(renewed));
        Assert.Equal(first.TokenId, renewed.TokenId);
        _clock.Advance(DirectLineTokens.Life);
        Assert.True(node.IsExpired(renewed));
    }

    [Fact]
    public void A_ticket_lives_for_a_minute_and_is_no_token()
    {
        var node = Node();
        var text = node.WriteTicket(_token);
        var ticket = Node().ReadTicket(text)!;

        Assert.Null(node.Read(text));
        Assert.Null(node.ReadTicket(node.Write(_token)));
        _clock.Advance(DirectLineTokens.TicketLife - TimeSpan.FromTicks(1));
        Assert.False(node.IsExpired(ticket));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(node.IsExpired(ticket));
    }

    [Fact]
    public void What_is_forged_changed_cut_or_from_other_keys_is_none()
    {
        var node = Node();
        var text = node.Write(_token);
        var elsewhere = Directory.CreateTempSubdirectory("contacthub-keys-");
        var other = new DirectLineTokens(DataProtectionProvider.Create(elsewhere), _clock);

        foreach (var bad in (string[])["", "forged", "CfDJ8", text[..^1], text[1..], new string('A', 10_000), other.Write(_token), "eyJhbGciOiJub25lIn0.eyJ1c2VyIjoiZGxfMSJ9."])
            Assert.Null(node.Read(bad));
        elsewhere.Delete(recursive: true);
    }

    [Fact]
    public void A_citizen_is_the_conversations_and_the_sites_and_nobody_elses()
    {
        var ids = (string[])
        [
            _token.CitizenId, (_token with { ConversationId = "c-0199" }).CitizenId, (_token with { Site = "other" }).CitizenId,
        ];

        Assert.Equal(3, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches("^v-[0-9a-f]{24}$", id));
        Assert.Equal(_token.CitizenId, (_token with { UserId = null, TokenId = "t-2", UserName = null, Language = "en" }).CitizenId);
        Assert.Equal("dl_" + _token.CitizenId, (_token with { UserId = null }).Sender);
    }

    private DirectLineTokens Node() => new(DataProtectionProvider.Create(_keys), _clock);
}
