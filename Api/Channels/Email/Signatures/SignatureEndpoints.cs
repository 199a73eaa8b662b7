using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Email;

/// <summary>Keeping signatures: everybody the own one, administrators the defaults of departments and mailboxes.</summary>
internal static class SignatureEndpoints
{
    private const int MostText = 1_000;
    private const int MostTitle = 100;

    internal sealed record Request(string? Text, string? Title = null);

    /// <param name="Title">Of the own post, which {title} stands for.</param>
    /// <param name="Text">Empty while the default is used.</param>
    /// <param name="Preview">What stands below the own mails by department and mailbox of the first choice; null for nothing.</param>
    /// <param name="Sends">Whether any mailbox sends; else there is nothing to sign.</param>
    internal sealed record Own(string Title, string Text, string? Preview, bool Sends);

    /// <param name="Kind">department or mailbox.</param>
    /// <param name="Name">The mailbox's address, or what the department is called.</param>
    /// <param name="Text">Empty when it has none.</param>
    internal sealed record Default(string Kind, string Id, string Name, string Text);

    public static void Map(IEndpointRouteBuilder app)
    {
        var own = app.MapStaffGroup("/api/desk/signature", Policies.Agent);
        own.MapGet("", Get);
        own.MapPut("", Put);
        var defaults = app.MapStaffGroup("/api/admin/signatures", Policies.Administrator);
        defaults.MapGet("", List);
        defaults.MapPut("/{kind}/{id}", PutDefault);
    }

    private static async Task<Ok<Own>> Get(MailSignatureStore store, MailSignatures signatures, EmailOptions options, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var viewer = await viewers.For(http.User);
        var kept = await store.Find(MailSignature.Agent, viewer.Id, ct);
        var department = viewer.Departments.FirstOrDefault();
        var sending = options.Mailboxes.Where(mailbox => mailbox.Smtp.IsOn).ToList();
        var mailbox = sending.FirstOrDefault(one => one.Department is { } its && its == department) ?? sending.FirstOrDefault();
        var preview = mailbox is null ? null : await signatures.Of(viewer, mailbox, department, DeskLanguage.Of(http.Request), ct);
        return TypedResults.Ok(new Own(kept?.Title ?? "", kept?.Text ?? "", preview, mailbox is not null));
    }

    private static async Task<Results<Ok<Own>, Refusal>> Put(
        Request request, MailSignatureStore store, MailSignatures signatures, EmailOptions options, DeskViewers viewers, HttpContext http, CancellationToken ct)
    {
        var faults = new Faults().Text("text", request.Text, 0, MostText).Optional("title", request.Title, MostTitle)
            .Require(request.Title?.Contains('\n', StringComparison.Ordinal) != true, "title", new StaffText("Unvan tek satır olmalı.", "The title is one line."));
        if (faults.Any) return faults.Problem();
        await store.Save(new MailSignature(MailSignature.Agent, http.User.StaffId(), (request.Title ?? "").Trim(), (request.Text ?? "").Trim()), entry: null, ct);
        return await Get(store, signatures, options, viewers, http, ct);
    }

    private static async Task<Ok<Items<Default>>> List(MailSignatureStore store, EmailOptions options, StaffStore staff, CancellationToken ct)
    {
        var kept = (await store.Defaults(ct)).ToDictionary(one => (one.Kind, one.OwnerId), one => one.Text);
        var mailboxes = options.Mailboxes.Where(mailbox => mailbox.Smtp.IsOn).Select(mailbox => (Kind: MailSignature.Mailbox, mailbox.Id, Name: mailbox.Address));
        var departments = (await staff.Departments(ct)).Select(department => (Kind: MailSignature.Department, department.Id, Name: department.NameTr));
        return TypedResults.Ok(new Items<Default>([.. mailboxes.Concat(departments).Select(one => new Default(one.Kind, one.Id, one.Name, kept.GetValueOrDefault((one.Kind, one.Id)) ?? ""))]));
    }

    private static async Task<Results<Ok<Default>, Refusal>> PutDefault(
        string kind, string id, Request request, MailSignatureStore store, EmailOptions options, StaffStore staff, HttpContext http, CancellationToken ct)
    {
        var name = kind switch
        {
            MailSignature.Mailbox => options.Mailboxes.FirstOrDefault(mailbox => mailbox.Id == id)?.Address,
            MailSignature.Department => (await staff.Department(id, ct))?.NameTr,
            _ => null,
        };
        if (name is null) return Problems.NotFound(new StaffText("Böyle bir birim ya da posta kutusu yok.", "There is no such department or mailbox."));
        var faults = new Faults().Text("text", request.Text, 0, MostText);
        if (faults.Any) return faults.Problem();
        var signature = new Default(kind, id, name, (request.Text ?? "").Trim());
        await store.Save(new MailSignature(kind, id, "", signature.Text), http.User.Did("signature.changed", $"{kind} {name}", signature), ct);
        return TypedResults.Ok(signature);
    }
}
