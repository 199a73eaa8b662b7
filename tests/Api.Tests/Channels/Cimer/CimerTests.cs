using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ContactHub.Conversations;
using ContactHub.Files.Tests;
using ContactHub.Hubs.Tests;
using ContactHub.Security;

namespace ContactHub.Cimer.Tests;

/// <summary>Applications that come by CİMER, at a running hub.</summary>
public sealed class CimerTests(RunningHub hub) : IClassFixture<RunningHub>
{
    [Fact]
    public async Task An_application_is_recorded_once_in_a_conversation_of_its_own_with_its_number_and_term()
    {
        var staff = await hub.Staff("Deniz", "agent", "su");
        var (status, first) = await Post(staff, "/api/desk/cimer", Application("2601000001"));
        var (_, again) = await Post(staff, "/api/desk/cimer", Application(" 2601000001 "));
        var (_, other) = await Post(staff, "/api/desk/cimer", Application("2601000002"));

        Assert.Equal((HttpStatusCode.OK, false, true), (status, first.GetProperty("known").GetBoolean(), again.GetProperty("known").GetBoolean()));
        var id = first.GetProperty("conversationId").GetString()!;
        Assert.Equal(id, again.GetProperty("conversationId").GetString());
        Assert.NotEqual(id, other.GetProperty("conversationId").GetString());
        var summary = (await hub.Grains.GetGrain<IConversationGrain>(id).Summary())!;
        Assert.Equal((Channels.Cimer, Owner.Queue, "su", 1), (summary.Channel, summary.Owner, summary.DepartmentId, summary.Unread));
        Assert.Equal(new CimerFile("2601000001", CimerKind.Complaint, new DateOnly(2026, 3, 2), new DateOnly(2026, 4, 1)), summary.Cimer);
        Assert.Single(await Timeline(id), e => e.Event is CimerReceived);
        var found = await Get(staff, "/api/desk/conversations?q=2601000001");
        Assert.Equal(id, Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Files_of_whoever_keys_it_in_are_read_at_the_application_and_those_that_are_gone_are_told()
    {
        var staff = await hub.Staff("Deniz", "agent", "su");
        var upload = await hub.Upload(staff, SampleFiles.Pdf, "başvuru.pdf").Uploaded();
        object WithFiles(string number, params string[] files) => new { number, kind = "request", receivedOn = "2026-03-02", text = "Ekte.", department = "su", files };
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(staff, "/api/desk/cimer", WithFiles("2601000021", "u-gone"))).Status);

        var (_, recorded) = await Post(staff, "/api/desk/cimer", WithFiles("2601000021", upload.Id));

        var id = recorded.GetProperty("conversationId").GetString()!;
        var received = Assert.Single(await Timeline(id), e => e.Event is CimerReceived);
        var file = Assert.Single(((CimerReceived)received.Event).Attachments);
        using var read = await hub.Get($"/api/desk/conversations/{id}/entries/{received.Seq}/files/{file.Id}", staff.Cookie);
        Assert.Equal(("başvuru.pdf", SampleFiles.Pdf.Length), (file.Name, (await read.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task Whoever_has_it_marks_it_as_answered_and_it_leaves_the_open_ones()
    {
        var staff = await hub.Staff("Deniz", "agent", "su");
        var (_, recorded) = await Post(staff, "/api/desk/cimer", Application("2601000003"));
        var id = recorded.GetProperty("conversationId").GetString()!;
        var answer = new { clientId = "answer-0001", text = "Ekip gönderildi.", answeredOn = "2026-03-09" };
        Assert.Equal(HttpStatusCode.Conflict, (await Post(staff, $"/api/desk/conversations/{id}/cimer-answer", answer)).Status);
        await using (var desk = await staff.Open()) await desk.Call("take", id, new { clientId = "take-cimer-1" });
        Assert.Contains(id, await Open(staff));

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(staff, $"/api/desk/conversations/{id}/cimer-answer", answer with { answeredOn = "2026-02-01" })).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Post(staff, $"/api/desk/conversations/{id}/cimer-answer", answer)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Post(staff, $"/api/desk/conversations/{id}/cimer-answer", answer)).Status);

        Assert.DoesNotContain(id, await Open(staff));
        var told = Assert.Single(await Timeline(id), e => e.Event is CimerAnswered);
        Assert.Equal(("Ekip gönderildi.", ActorKind.Agent), (((CimerAnswered)told.Event).Text, told.By.Kind));
        Assert.Equal(new DateOnly(2026, 3, 9), (await hub.Grains.GetGrain<IConversationGrain>(id).Summary())!.Cimer!.AnsweredOn);
    }

    [Fact]
    public async Task An_import_that_is_repeated_finds_what_is_in_and_names_what_is_wrong()
    {
        var staff = await hub.Staff("Ece", "supervisor", "su");
        var file = "Başvuru No;Başvuru Tarihi;Tür;Başvuru Metni\n2602000001;02.03.2026;İstek;Bir\n2602000002;;İstek;İki\n2602000003;03.03.2026;Bilgi Edinme;Üç\n"u8.ToArray();
        using var preview = new HttpRequestMessage(HttpMethod.Post, "/api/desk/cimer/file");
        preview.Content = new ByteArrayContent(file);
        var (_, read) = await Send(staff, preview);
        var rows = read.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([0, 1, 0], rows.Select(row => row.GetProperty("faults").GetArrayLength()));

        var all = new { applications = rows.Select(row => row.GetProperty("application")).ToArray() };
        var (_, first) = await Post(staff, "/api/desk/cimer/batch", all);
        var (_, second) = await Post(staff, "/api/desk/cimer/batch", all);

        Assert.Equal([(false, 0), (false, 1), (false, 0)], Outcomes(first));
        Assert.Equal([(true, 0), (false, 1), (true, 0)], Outcomes(second));
        Assert.Equal(JsonValueKind.Null, first.GetProperty("items")[1].TryGetProperty("conversationId", out var none) ? none.ValueKind : JsonValueKind.Null);
    }

    [Theory]
    [InlineData("auditor", "/api/desk/cimer", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "/api/desk/cimer/batch", HttpStatusCode.Forbidden)]
    [InlineData("auditor", "/api/desk/cimer/file", HttpStatusCode.Forbidden)]
    [InlineData("agent", "/api/desk/cimer/batch", HttpStatusCode.BadRequest)]
    public async Task Who_only_looks_records_nothing(string role, string path, HttpStatusCode status)
    {
        var staff = await hub.Staff("Kaya", role, "su");
        Assert.Equal(status, (await Post(staff, path, new { })).Status);
    }

    [Fact]
    public async Task Every_fault_of_a_form_is_said_at_once()
    {
        var staff = await hub.Staff("Deniz", "agent", "su");
        var (status, problem) = await Post(staff, "/api/desk/cimer", new { number = "x", kind = "complaint", receivedOn = "2999-01-01", text = " ", phone = "abc", department = "yok" });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["cimerNumber", "department", "phone", "receivedOn", "text"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
    }

    private static object Application(string number) => new
    {
        number, kind = "complaint", receivedOn = "2026-03-02", applicant = "Ayşe Yılmaz", phone = "0532 111 22 33", subject = "Çöp", text = "Çöpler alınmıyor.", department = "su",
    };

    private static IEnumerable<(bool Known, int Faults)> Outcomes(JsonElement answer) =>
        answer.GetProperty("items").EnumerateArray().Select(item => (item.GetProperty("known").GetBoolean(), item.GetProperty("faults").GetArrayLength()));

    private async Task<IReadOnlyList<TimelineEntry>> Timeline(string id) => [.. (await hub.Log.Read(id, 0, 100)).Select(EventCodec.FromStored)];

    private async Task<IEnumerable<string?>> Open(StaffScreen staff) =>
        (await Get(staff, "/api/desk/cimer?open=true")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private async Task<JsonElement> Get(StaffScreen staff, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return (await Send(staff, request)).Body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Post(StaffScreen staff, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(body, options: JsonSerializerOptions.Web);
        return await Send(staff, request);
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Send(StaffScreen staff, HttpRequestMessage request)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = hub.Address };
        request.Headers.Add(HubHeader.Name, "1");
        request.Headers.Add("Cookie", staff.Cookie);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(Encoding.UTF8.GetBytes(text)).RootElement);
    }
}
