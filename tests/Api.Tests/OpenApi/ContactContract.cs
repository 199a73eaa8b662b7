using System.Net;
using System.Text.Json.Nodes;
using ContactHub.Admin.Tests;
using ContactHub.ApiKeys;
using ContactHub.TestKit;

namespace ContactHub.OpenApi.Tests;

/// <summary>Contacts, on each database.</summary>
public abstract class ContactContract
{
    private protected abstract Task<OpenApiHub> Start();

    [Fact]
    public async Task A_contact_comes_back_as_it_was_made_in_the_normal_spelling()
    {
        await using var hub = await Start();

        var response = await hub.Api.Post("contacts", new
        {
            name = "  Ayşe   Yılmaz ",
            identities = new object[]
            {
                new { kind = "phone", value = "0532 123 45 67" }, new { kind = "email", value = "AYSE@Ornek.bel.tr", verified = true }, new { kind = "external", value = "abone:42" },
            },
        });
        var made = await ApiClient.Ok(response);
        var read = await hub.Api.GetJson(response.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("Ayşe Yılmaz", (string?)read["name"]);
        Assert.Equal(
            ["email:ayse@ornek.bel.tr:true", "external:abone:42:false", "phone:+905321234567:false"],
            read["identities"]!.AsArray().Select(Text).Order(StringComparer.Ordinal));
        Assert.Equal(made.ToJsonString(), read.ToJsonString());
    }

    [Fact]
    public async Task Contacts_are_found_by_any_spelling_of_an_identity_the_proven_one_first()
    {
        await using var hub = await Start();
        var claimed = await hub.Contact("Ali", null, new { kind = "phone", value = "+905321234567" });
        var proven = await hub.Contact("Ayşe", null, new { kind = "phone", value = "+905321234567", verified = true });
        await hub.Contact("Can", null, new { kind = "phone", value = "+905320000000" });

        var found = await hub.Api.PostJson("contacts/search", new { kind = "phone", value = "0 (532) 123 45 67" }, "");

        Assert.Equal([proven, claimed], found["items"]!.AsArray().Select(c => (string?)c!["id"]));
        Assert.Contains("citizen.viewed", await AdminHub.Trail(hub.Hub));
    }

    [Fact]
    public async Task A_proven_identity_belongs_to_one_and_then_nothing_is_made()
    {
        await using var hub = await Start();
        await hub.Contact("Ayşe", null, new { kind = "email", value = "ayse@ornek.bel.tr", verified = true });

        var refused = await hub.Api.Post("contacts", new
        {
            name = "Başkası", identities = new object[] { new { kind = "phone", value = "+905321111111" }, new { kind = "email", value = "ayse@ornek.bel.tr", verified = true } },
        });

        Assert.Equal((409, "identityTaken"), await ApiClient.Refusal(refused));
        Assert.Empty((await hub.Api.PostJson("contacts/search", new { kind = "phone", value = "+905321111111" }, ""))["items"]!.AsArray());
    }

    [Fact]
    public async Task Names_and_identities_change_and_each_change_is_in_the_trail()
    {
        await using var hub = await Start();
        var id = await hub.Contact("Ayse", null, new { kind = "phone", value = "+905321234567" });

        var renamed = await ApiClient.Ok(await hub.Api.Send(HttpMethod.Patch, $"contacts/{id}", new { name = "Ayşe" }));
        var added = await hub.Api.PostJson($"contacts/{id}/identities", new { kind = "email", value = "ayse@ornek.bel.tr" });
        var removed = await hub.Api.PostJson($"contacts/{id}/identities/remove", new { kind = "phone", value = "05321234567" });
        var missing = await hub.Api.Post($"contacts/{id}/identities/remove", new { kind = "phone", value = "05321234567" });

        Assert.Equal("Ayşe", (string?)renamed["name"]);
        Assert.Equal(2, added["identities"]!.AsArray().Count);
        Assert.Equal("email:ayse@ornek.bel.tr:false", Text(Assert.Single(removed["identities"]!.AsArray())));
        Assert.Equal((404, "notFound"), await ApiClient.Refusal(missing));
        Assert.Equal(3, (await AdminHub.Trail(hub.Hub)).Count(action => action == "contact.changed"));
    }

    [Fact]
    public async Task Who_may_not_vouch_neither_proves_nor_takes_away_what_is_proven()
    {
        await using var hub = await Start();
        var id = await hub.Contact("Ayşe", null, new { kind = "phone", value = "+905321234567", verified = true });
        var other = await hub.Client(null, ApiScopes.ContactsRead, ApiScopes.ContactsWrite);

        var proven = await other.Post($"contacts/{id}/identities", new { kind = "email", value = "ayse@ornek.bel.tr", verified = true });
        var made = await other.Post("contacts", new { identities = new[] { new { kind = "email", value = "ayse@ornek.bel.tr", verified = true } } });
        var removed = await other.Post($"contacts/{id}/identities/remove", new { kind = "phone", value = "+905321234567" });

        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(proven));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(made));
        Assert.Equal((403, "forbidden"), await ApiClient.Refusal(removed));
        Assert.Single((await hub.Api.GetJson($"contacts/{id}"))["identities"]!.AsArray());
    }

    [Fact]
    public async Task The_list_has_everybody_once_while_contacts_are_being_made()
    {
        await using var hub = await Start();
        var before = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 7; i++) before.Add(await hub.Contact($"Kişi {i}"));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await hub.Api.GetJson("contacts?limit=3" + (cursor is null ? "" : "&cursor=" + cursor));
            seen.AddRange(page["items"]!.AsArray().Select(c => (string)c!["id"]!));
            cursor = (string?)page["cursor"];
            await hub.Contact("Sonradan");
        }
        while (cursor is not null);

        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Subset(seen.ToHashSet(StringComparer.Ordinal), before);
    }

    [Fact]
    public async Task All_faults_come_at_once_by_the_member()
    {
        await using var hub = await Start();

        var response = await hub.Api.Post("contacts", new { name = new string('x', 101), identities = new object[] { new { kind = "phone", value = "12" }, new { kind = "fax", value = "1" } } });

        Assert.Equal(["identities[0]", "identities[1]", "name"], await AdminHub.Errors(response));
    }

    private static string Text(JsonNode? identity) => $"{identity!["kind"]}:{identity["value"]}:{identity["verified"]!.ToJsonString()}";
}

public sealed class SqliteContactTests : ContactContract
{
    private protected override Task<OpenApiHub> Start() => OpenApiHub.Start();
}

public sealed class PostgresContactTests : ContactContract
{
    private protected override async Task<OpenApiHub> Start() => await OpenApiHub.Start(await (await PostgresServer.Shared).CreateDatabase());
}
