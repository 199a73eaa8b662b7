using ContactHub.ApiKeys;
using ContactHub.Citizens;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>
/// Contacts of other systems. They are searched for by POST, because numbers and addresses of people in the address of a request would get into logs.
/// </summary>
internal static class ContactEndpoints
{
    private const int MostIdentities = 20;
    private const int DefaultPage = 50;
    private const int MaxPage = 100;

    public static void Map(RouteGroupBuilder api)
    {
        var contacts = api.MapGroup("/contacts").WithTags("Contacts");
        contacts.MapGet("", List).RequireScope(ApiScopes.ContactsRead).WithName("listContacts").WithSummary("Lists contacts in the order of their ids. For keys of all departments.");
        contacts.MapPost("/search", Search).RequireScope(ApiScopes.ContactsRead).WithName("searchContacts").WithSummary("Finds contacts by an identity, the one who proved it first; at most 20.");
        contacts.MapGet("/{contactId}", Get).RequireScope(ApiScopes.ContactsRead).WithName("getContact").WithSummary("Reads a contact.");
        contacts.MapPost("", Create).RequireScope(ApiScopes.ContactsWrite).Once().WithName("createContact").WithSummary("Makes a contact with all of its identities, or none of it.");
        contacts.MapPatch("/{contactId}", Change).RequireScope(ApiScopes.ContactsWrite).WithName("changeContact").WithSummary("Changes a contact's name.");
        contacts.MapPost("/{contactId}/identities", Add).RequireScope(ApiScopes.ContactsWrite).Once().WithName("addIdentity").WithSummary("Adds an identity, or proves one.");
        contacts.MapPost("/{contactId}/identities/remove", Remove).RequireScope(ApiScopes.ContactsWrite).Once().WithName("removeIdentity").WithSummary("Takes an identity away.");
    }

    private static async Task<Results<Ok<PageDocument<ContactDocument>>, Refusal>> List(
        string? cursor, int? limit, ContactStore store, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults().Range("limit", limit ?? DefaultPage, 1, MaxPage)
            .Require(Cursor.TryRead(cursor, out string? after), "cursor", new StaffText("İmleç geçersiz.", "The cursor is not valid."));
        if (faults.Any) return faults.Problem();
        var caller = ApiCaller.Of(http);
        if (!caller.SeesAll)
            return Problems.Forbidden(new StaffText("Birimlerle sınırlı bir anahtar kişileri listeleyemez.", "A key that is restricted to departments can't list contacts."));
        var page = limit ?? DefaultPage;
        var ids = await store.Ids(after ?? "", page + 1, ct);
        var items = new List<ContactDocument>();
        foreach (var id in ids.Take(page))
        {
            if (await contacts.Find(caller, id, ct) is { } contact) items.Add(contact);
        }

        return TypedResults.Ok(new PageDocument<ContactDocument>(items, ids.Length > page ? Cursor.Write(ids[page - 1]) : null, ids.Length > page));
    }

    private static async Task<Results<Ok<Items<ContactDocument>>, Refusal>> Search(
        IdentityInput input, CitizenStore citizens, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults();
        if (input.Read(faults, "value") is not { } identity) return faults.Problem();
        var found = new List<ContactDocument>();
        foreach (var id in await citizens.Suggestions(identity.Kind, identity.Value, ct))
        {
            if (await contacts.Find(ApiCaller.Of(http), id, ct) is { } contact) found.Add(contact);
        }

        return TypedResults.Ok(new Items<ContactDocument>(found));
    }

    private static async Task<Results<Ok<ContactDocument>, Refusal>> Get(string contactId, ApiContacts contacts, HttpContext http, CancellationToken ct) =>
        await contacts.Find(ApiCaller.Of(http), contactId, ct) is { } contact ? TypedResults.Ok(contact) : ApiRefusals.NoContact();

    private static async Task<Results<Created<ContactDocument>, Refusal>> Create(
        ContactInput input, ContactStore store, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var caller = ApiCaller.Of(http);
        var faults = new Faults().Require(input.Identities is null || input.Identities.Count <= MostIdentities, "identities",
            new StaffText($"En çok {MostIdentities} kimlik olabilir.", $"At most {MostIdentities} identities are allowed."));
        var name = Name(faults, input.Name, required: false);
        var identities = (input.Identities ?? []).Take(MostIdentities).Select((one, at) => (one ?? new IdentityInput(null, null)).Read(faults, $"identities[{at}]")).ToList();
        if (faults.Any) return faults.Problem();
        if (identities.Any(one => one!.Verified) && !caller.Has(ApiScopes.ContactsVerify)) return ApiRefusals.NeedsScope(ApiScopes.ContactsVerify);

        var id = ApiContacts.NewId(caller, Once.CommandId(http));
        var entry = caller.Did("contact.created", id, new { kinds = identities.Select(one => one!.Kind) });
        if (await store.Create(id, name, [.. identities.Select(one => one!)], entry, ct) is { } taken) return Taken(taken);
        return TypedResults.Created($"{OpenApiEndpoints.Root}/contacts/{id}", await contacts.Find(caller, id, ct));
    }

    private static async Task<Results<Ok<ContactDocument>, Refusal>> Change(
        string contactId, ContactChange change, ContactStore store, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var caller = ApiCaller.Of(http);
        if (await contacts.Find(caller, contactId, ct) is null) return ApiRefusals.NoContact();
        var faults = new Faults();
        var name = Name(faults, change.Name, required: true);
        if (faults.Any) return faults.Problem();
        return await store.Rename(contactId, name!, caller.Did("contact.changed", contactId, new { what = "name" }), ct)
            ? await Read(caller, contactId, contacts, ct)
            : ApiRefusals.Conflict("nameProven", new StaffText("Kişinin adı doğrulanmış; değiştirilemez.", "The contact's name is proven, and stays."));
    }

    private static async Task<Results<Ok<ContactDocument>, Refusal>> Add(
        string contactId, IdentityInput input, ContactStore store, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var caller = ApiCaller.Of(http);
        if (await contacts.Find(caller, contactId, ct) is not { } contact) return ApiRefusals.NoContact();
        var faults = new Faults();
        if (input.Read(faults, "value") is not { } identity) return faults.Problem();
        if (identity.Verified && !caller.Has(ApiScopes.ContactsVerify)) return ApiRefusals.NeedsScope(ApiScopes.ContactsVerify);
        if (contact.Identities.Length >= MostIdentities && !contact.Identities.Any(one => one.Kind == identity.Kind && one.Value == identity.Value))
            return Problems.Invalid(new StaffText($"En çok {MostIdentities} kimlik olabilir.", $"At most {MostIdentities} identities are allowed."));
        var entry = caller.Did("contact.changed", contactId, new { added = identity.Kind, identity.Verified });
        return await store.Add(contactId, identity, entry, ct) ? await Read(caller, contactId, contacts, ct) : Taken(identity);
    }

    private static async Task<Results<Ok<ContactDocument>, Refusal>> Remove(
        string contactId, IdentityInput input, ContactStore store, ApiContacts contacts, HttpContext http, CancellationToken ct)
    {
        var caller = ApiCaller.Of(http);
        if (await contacts.Find(caller, contactId, ct) is null) return ApiRefusals.NoContact();
        var faults = new Faults();
        if (input.Read(faults, "value") is not { } identity) return faults.Problem();
        var entry = caller.Did("contact.changed", contactId, new { removed = identity.Kind });
        return await store.Remove(contactId, identity, caller.Has(ApiScopes.ContactsVerify), entry, ct) switch
        {
            IdentityRemoval.Proven => ApiRefusals.NeedsScope(ApiScopes.ContactsVerify),
            IdentityRemoval.Unknown => Problems.NotFound(new StaffText("Kişinin böyle bir kimliği yok.", "The contact has no such identity.")),
            _ => await Read(caller, contactId, contacts, ct),
        };
    }

    private static async Task<Results<Ok<ContactDocument>, Refusal>> Read(ApiCaller caller, string contactId, ApiContacts contacts, CancellationToken ct) =>
        await contacts.Find(caller, contactId, ct) is { } contact ? TypedResults.Ok(contact) : ApiRefusals.NoContact();

    private static string? Name(Faults faults, string? name, bool required)
    {
        if (name is null && !required) return null;
        var tidy = Identities.NormaliseName(name);
        faults.Require(tidy is not null, "name", new StaffText(
            $"Ad 1 ile {Identities.MaxNameLength} karakter arasında olmalı.", $"The name must have 1 to {Identities.MaxNameLength} characters."));
        return tidy;
    }

    private static Refusal Taken(CitizenIdentity identity) => new(
        StatusCodes.Status409Conflict, "identityTaken", new StaffText("Bu doğrulanmış kimlik başka bir kişinin.", "This verified identity is another contact's."),
        member: ("identity", $"{identity.Kind}:{identity.Value}"));
}
