using System.Text.RegularExpressions;
using ContactHub.Citizens;
using ContactHub.Security;
using ContactHub.Storage;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Desk;

/// <summary>The citizen panel. Only who may see one of the citizen's conversations gets it, and looking is in the audit trail.</summary>
internal static partial class CitizenEndpoints
{
    internal sealed record Citizen(CitizenProfile Profile, IReadOnlyList<InboxRow> Conversations);

    public static void Map(IEndpointRouteBuilder app) => app.MapStaffGroup("/api/desk/citizens", Policies.Staff).MapGet("/{citizenId}", Get);

    private static async Task<Results<Ok<Citizen>, Refusal>> Get(
        string citizenId, ConversationList list, DeskViewers viewers, LookTrail looks, IGrainFactory grains, HttpContext http,
        CancellationToken ct)
    {
        if (!IdPattern().IsMatch(citizenId)) return Unknown();
        var conversations = await list.Read(await viewers.For(http.User), new SummaryQuery(CitizenId: citizenId), words: null, ct);
        // The same answer for one who does not exist and for one who is not theirs to see.
        if (conversations.Count == 0) return Unknown();

        await looks.Note(http.User.Did("citizen.viewed", citizenId), citizenId, Looks.Citizen, ct);
        var profile = await grains.GetGrain<ICitizenGrain>(citizenId).Profile() ?? Known(citizenId, conversations);
        return TypedResults.Ok(new Citizen(profile, conversations));
    }

    /// <summary>What the conversations tell of somebody who has no identity yet.</summary>
    private static CitizenProfile Known(string citizenId, IReadOnlyList<InboxRow> conversations) => new(
        citizenId, conversations.Select(row => row.CitizenName).FirstOrDefault(name => name is not null), [], conversations.Min(row => row.OpenedAt));

    private static Refusal Unknown() => Problems.NotFound(new StaffText("Böyle bir vatandaş yok.", "There is no such citizen."));

    [GeneratedRegex(@"^[A-Za-z0-9_:.@+-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
