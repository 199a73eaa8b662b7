using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Email;

/// <summary>How an answer by mail begins, before the agent changes it.</summary>
/// <param name="Mailbox">The id of the mailbox to send as; null when none sends.</param>
/// <param name="Answers">The sequence of the mail that is answered; null when there is none.</param>
public sealed record AnswerDraft(string? Mailbox, ImmutableArray<EmailAddress> To, ImmutableArray<EmailAddress> Cc, string Subject, long? Answers)
{
    /// <summary>
    /// Answers the citizen's last mail that a person wrote; goes on with the last that was sent when there is none; else begins, to the address that is known.
    /// </summary>
    /// <param name="mails">The conversation's mails, oldest first.</param>
    /// <param name="known">The citizen's address, when one is known.</param>
    public static AnswerDraft Of(IReadOnlyList<TimelineEntry> mails, string? known, long number, EmailOptions options, string? departmentId)
    {
        var sending = options.Mailboxes.Where(mailbox => mailbox.Smtp.IsOn).ToList();
        var received = mails.Where(entry => entry.Event is EmailReceived { Flags: null or { Auto: false } }).ToList();
        var answered = received.LastOrDefault(entry => entry.Event is EmailReceived { Flags: null or { Stranger: false } }) ?? received.LastOrDefault();
        if (answered?.Event is EmailReceived mail)
        {
            var others = mail.To.Concat(mail.Cc.IsDefault ? [] : mail.Cc).ToImmutableArray();
            return new AnswerDraft(
                Choose(others)?.Id, [mail.From], [.. others.Where(to => !IsOurs(to) && !Is(to, mail.From.Address)).DistinctBy(to => to.Address, StringComparer.OrdinalIgnoreCase)],
                MailSubject.Answer(mail.Subject, number), answered.Seq);
        }

        return mails.LastOrDefault(entry => entry.Event is EmailSent)?.Event is EmailSent sent
            ? new AnswerDraft(Choose([sent.From])?.Id, sent.To, sent.Cc.IsDefault ? [] : sent.Cc, MailSubject.Tagged(sent.Subject, number), null)
            : new AnswerDraft(Choose([])?.Id, known is null ? [] : [new EmailAddress(known)], [], "", null);

        // The mailbox that was written to, else the department's, else the first.
        MailboxOptions? Choose(IEnumerable<EmailAddress> addresses) =>
            sending.FirstOrDefault(mailbox => addresses.Any(address => IsOf(mailbox, address)))
            ?? sending.FirstOrDefault(mailbox => mailbox.Department is { } department && department == departmentId)
            ?? sending.FirstOrDefault();

        bool IsOurs(EmailAddress address) => options.Mailboxes.Any(mailbox => IsOf(mailbox, address));
    }

    /// <summary>The ids that an answer refers to: the first mail of the conversation and the last ones, as many as programs bear.</summary>
    public static ImmutableArray<string> References(IReadOnlyList<TimelineEntry> mails)
    {
        const int Most = 20;
        var ids = mails.Select(entry => entry.Event is EmailReceived received ? received.MessageId : ((EmailSent)entry.Event).MessageId).Distinct(StringComparer.Ordinal).ToList();
        return ids.Count <= Most ? [.. ids] : [ids[0], .. ids.TakeLast(Most - 1)];
    }

    private static bool Is(EmailAddress address, string other) => string.Equals(address.Address, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Its address, with or without a part behind +.</summary>
    private static bool IsOf(MailboxOptions mailbox, EmailAddress address)
    {
        var (at, plus) = (address.Address.LastIndexOf('@'), address.Address.IndexOf('+', StringComparison.Ordinal));
        return Is(plus > 0 && plus < at ? address with { Address = address.Address[..plus] + address.Address[at..] } : address, mailbox.Address);
    }
}
