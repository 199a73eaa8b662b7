using ContactHub.Conversations;
using ContactHub.Routing;

namespace ContactHub.Citizens;

public sealed class CitizenGrainTests : HubFacts
{
    [Fact]
    public async Task Of_two_first_contacts_at_once_one_conversation_comes()
    {
        var citizen = Citizen("v-c");
        var ids = await Task.WhenAll(citizen.OpenConversation("one"), citizen.OpenConversation("two"));
        Assert.Equal(ids[0], ids[1]);
    }

    [Fact]
    public async Task The_open_conversation_is_found_in_the_log_after_a_crash()
    {
        await Hub.Staff();
        await Hub.Wait("c");
        await CrashAndRestart();
        Assert.Equal("c", await Citizen("v-c").OpenConversation("another"));
    }

    [Fact]
    public async Task A_resolved_conversation_makes_room_even_when_the_hint_was_lost()
    {
        await Hub.Staff();
        Assert.Equal("c", await Citizen("v-c").OpenConversation("c"));
        await Hub.Wait("c");
        await Hub.Conversation("c").Execute(new ResolveConversation(new Actor(ActorKind.Agent, "a", "A"), "done"));
        Assert.Equal("d", await Citizen("v-c").OpenConversation("d"));
    }

    [Fact]
    public async Task What_was_reserved_and_given_up_is_free_again()
    {
        Assert.Equal("one", await Citizen("v").OpenConversation("one"));
        await Citizen("v").ConversationClosed("one");
        Assert.Equal("two", await Citizen("v").OpenConversation("two"));
    }

    [Fact]
    public async Task A_verified_identity_belongs_to_one_citizen_and_a_claimed_one_to_anybody()
    {
        Assert.Equal(IdentityResult.Added, await Add("v-1", "0532 123 45 67", verified: true));
        Assert.Equal(IdentityResult.AlreadyKnown, await Add("v-1", "+905321234567", verified: true));
        Assert.Equal(IdentityResult.AlreadyKnown, await Add("v-1", "5321234567", verified: false));
        Assert.Equal(IdentityResult.BelongsToAnother, await Add("v-2", "0532 123 45 67", verified: true));
        Assert.Null(await Citizen("v-2").Profile());
        Assert.Equal(IdentityResult.Added, await Add("v-3", "0532 123 45 67", verified: false));
        Assert.Equal(IdentityResult.Invalid, await Add("v-3", "12", verified: false));

        var store = Hub.Service<CitizenStore>();
        Assert.Equal("v-1", await store.FindByVerified("phone", "+905321234567"));
        Assert.Equal(["v-1", "v-3"], (await store.Suggestions("phone", "+905321234567")).AsEnumerable());
    }

    [Fact]
    public async Task A_claim_can_be_proven_later()
    {
        Assert.Equal(IdentityResult.Added, await Add("v-1", "0532 123 45 67", verified: false));
        Assert.Null(await Hub.Service<CitizenStore>().FindByVerified("phone", "+905321234567"));
        Assert.Equal(IdentityResult.Added, await Add("v-1", "0532 123 45 67", verified: true));
        Assert.Equal(new CitizenIdentity("phone", "+905321234567", true), Assert.Single((await Citizen("v-1").Profile())!.Identities));
    }

    [Fact]
    public async Task Of_many_who_prove_the_same_number_at_once_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Add("v-" + i, "0532 123 45 67", verified: true)));
        Assert.Single(results, result => result == IdentityResult.Added);
        Assert.Equal(7, results.Count(result => result == IdentityResult.BelongsToAnother));
    }

    [Fact]
    public async Task A_typed_name_never_replaces_a_proven_one()
    {
        await Citizen("v").AddIdentity(new CitizenIdentity("email", "A@Ornek.tr", Verified: false), "Ayşe");
        Assert.Equal("Ayşe", (await Citizen("v").Profile())!.Name);
        await Citizen("v").AddIdentity(new CitizenIdentity("external", "demo:1", Verified: true), " Ayşe  Yılmaz ");
        await Citizen("v").AddIdentity(new CitizenIdentity("email", "b@ornek.tr", Verified: false), "Başkası");

        var profile = (await Citizen("v").Profile())!;
        Assert.Equal("Ayşe Yılmaz", profile.Name);
        Assert.Equal(Clock.GetUtcNow(), profile.FirstSeenAt);
        Assert.Equal(3, profile.Identities.Length);
    }

    [Fact]
    public async Task Nothing_is_known_of_a_stranger() => Assert.Null(await Citizen("v-unknown").Profile());

    private ICitizenGrain Citizen(string id) => Hub.Grains.GetGrain<ICitizenGrain>(id);

    private Task<IdentityResult> Add(string citizenId, string phone, bool verified) =>
        Citizen(citizenId).AddIdentity(new CitizenIdentity("phone", phone, verified), null);
}
