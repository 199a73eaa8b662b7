using ContactHub.Storage.Tests;

namespace ContactHub.Citizens;

/// <summary>What the citizens' identities promise, on either database.</summary>
public abstract class CitizenContract : HubDatabaseBase
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly CitizenIdentity Claimed = new("phone", "+905321234567", Verified: false);
    private static readonly CitizenIdentity Proven = Claimed with { Verified = true };

    private CitizenStore Citizens => new(Database);

    [Fact]
    public async Task A_verified_identity_belongs_to_one_citizen()
    {
        Assert.Equal(IdentityResult.Added, await Citizens.AddIdentity("v-1", Proven, Now));
        Assert.Equal(IdentityResult.AlreadyKnown, await Citizens.AddIdentity("v-1", Proven, Now.AddDays(1)));
        Assert.Equal(IdentityResult.BelongsToAnother, await Citizens.AddIdentity("v-2", Proven, Now));
        Assert.Equal("v-1", await Citizens.FindByVerified("phone", Proven.Value));
        Assert.Null(await Citizens.FindByVerified("email", Proven.Value));
        Assert.Null(await Citizens.Profile("v-2"));
    }

    [Fact]
    public async Task Many_may_claim_what_one_has_proven()
    {
        await Citizens.AddIdentity("v-2", Claimed, Now);
        await Citizens.AddIdentity("v-1", Proven, Now.AddMinutes(1));
        Assert.Equal(IdentityResult.Added, await Citizens.AddIdentity("v-3", Claimed, Now));
        Assert.Equal("v-1", (await Citizens.Suggestions("phone", Proven.Value))[0]);
        Assert.Equal(3, (await Citizens.Suggestions("phone", Proven.Value)).Length);
        Assert.Equal(IdentityResult.BelongsToAnother, await Citizens.AddIdentity("v-2", Proven, Now));
        Assert.Equal(Claimed, Assert.Single((await Citizens.Profile("v-2"))!.Identities));
    }

    [Fact]
    public async Task A_claim_becomes_proven_and_never_the_other_way()
    {
        await Citizens.AddIdentity("v-1", Claimed, Now);
        Assert.Equal(IdentityResult.Added, await Citizens.AddIdentity("v-1", Proven, Now.AddDays(1)));
        Assert.Equal(IdentityResult.AlreadyKnown, await Citizens.AddIdentity("v-1", Claimed, Now.AddDays(2)));
        var profile = (await Citizens.Profile("v-1"))!;
        Assert.Equal(Proven, Assert.Single(profile.Identities));
        Assert.Equal(Now, profile.FirstSeenAt);
    }

    [Fact]
    public async Task Of_many_who_prove_it_at_once_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Citizens.AddIdentity($"v-{i}", Proven, Now)));
        Assert.Single(results, result => result == IdentityResult.Added);
        Assert.Equal(11, results.Count(result => result == IdentityResult.BelongsToAnother));
    }

    [Fact]
    public async Task A_typed_name_never_replaces_a_proven_one()
    {
        Assert.True(await Citizens.SetName("v-1", "Ayse", verified: false, Now));
        Assert.False(await Citizens.SetName("v-1", "Ayse", verified: false, Now));
        Assert.True(await Citizens.SetName("v-1", "Ayşe Yılmaz", verified: true, Now));
        Assert.False(await Citizens.SetName("v-1", "Başkası", verified: false, Now));
        Assert.Equal("Ayşe Yılmaz", (await Citizens.Profile("v-1"))!.Name);
    }
}

public sealed class SqliteCitizenTests : CitizenContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresCitizenTests : CitizenContract
{
    protected override bool OnPostgres => true;
}
