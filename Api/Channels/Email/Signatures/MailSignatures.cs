using System.Collections.Immutable;
using ContactHub.Departments;
using ContactHub.Security;

namespace ContactHub.Email;

/// <summary>Chooses the signature of a mail: the agent's own, else the default of the conversation's department, else that of the mailbox.</summary>
internal sealed class MailSignatures(MailSignatureStore store, StaffStore staff, EmailOptions options)
{
    /// <param name="departmentId">The conversation's; null for none, and then the agent's first stands for {department}.</param>
    /// <param name="language">The conversation's, in which departments are named.</param>
    /// <returns>What stands below a mail, as plain text; null for nothing.</returns>
    public async Task<string?> Of(DeskViewer agent, MailboxOptions mailbox, string? departmentId, string language, CancellationToken ct)
    {
        var own = await store.Find(MailSignature.Agent, agent.Id, ct);
        var text = own is { Text.Length: > 0 } ? own.Text
            : departmentId is not null && await store.Find(MailSignature.Department, departmentId, ct) is { } department ? department.Text
            : (await store.Find(MailSignature.Mailbox, mailbox.Id, ct))?.Text;
        if (text is null) return null;
        var named = (departmentId ?? agent.Departments.FirstOrDefault()) is { } id ? await staff.Department(id, ct) : null;
        var filled = SignatureText.Fill(text, new Signer(agent.Name, own?.Title ?? "", (language == "tr" ? named?.NameTr : named?.NameEn) ?? ""));
        return filled.Length > 0 ? filled : null;
    }

    /// <summary>Every mailbox that sends, with what would stand below this agent's mails.</summary>
    /// <param name="departmentOf">Of the conversation, by the mailbox that is chosen for it.</param>
    public async Task<ImmutableArray<SendingMailbox>> Mailboxes(DeskViewer agent, Func<MailboxOptions, string?> departmentOf, string language, CancellationToken ct)
    {
        var sending = ImmutableArray.CreateBuilder<SendingMailbox>();
        foreach (var mailbox in options.Mailboxes.Where(mailbox => mailbox.Smtp.IsOn))
        {
            var signature = await Of(agent, mailbox, departmentOf(mailbox), language, ct);
            sending.Add(new SendingMailbox(mailbox.Id, mailbox.Address, mailbox.Name.Length > 0 ? mailbox.Name : null, signature));
        }

        return sending.ToImmutable();
    }
}
