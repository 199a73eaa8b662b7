using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using ContactHub.Conversations;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>A note for staff, 1 to 4,000 characters.</summary>
public sealed record NoteInput([property: Required, StringLength(ConversationLimits.StaffText, MinimumLength = 1)] string? Text)
{
    internal Faults Check() => new Faults().Text("text", Text, 1, ConversationLimits.StaffText);
}

/// <summary>Where a conversation goes: to a department's queue, or to an agent at once.</summary>
/// <param name="Note">For staff, at most 1,000 characters.</param>
public sealed record TransferInput(string? DepartmentId, string? AgentId, [property: MaxLength(ConversationLimits.Comment)] string? Note)
{
    internal Faults Check() => new Faults()
        .Require(DepartmentId is not null || AgentId is not null, "departmentId", new StaffText("Bir birim ya da görevli gerekli.", "A department or an agent is needed."))
        .Optional("note", Note, ConversationLimits.Comment);
}

/// <summary>Why a conversation is over, at most 1,000 characters; staff and citizens see it.</summary>
public sealed record ResolveInput([property: MaxLength(ConversationLimits.Comment)] string? Reason)
{
    internal Faults Check() => new Faults().Optional("reason", Reason, ConversationLimits.Comment);
}

/// <summary>Labels to add and to remove; a conversation has at most 20 of 40 characters.</summary>
public sealed record LabelsInput(
    [property: MaxLength(ConversationLimits.Labels)] IReadOnlyList<string?>? Add, [property: MaxLength(ConversationLimits.Labels)] IReadOnlyList<string?>? Remove)
{
    internal Faults Check()
    {
        var faults = new Faults();
        foreach (var (member, labels) in new[] { ("add", Add), ("remove", Remove) })
        {
            faults.Require(labels is null || labels.Count <= ConversationLimits.Labels, member,
                new StaffText($"En çok {ConversationLimits.Labels} etiket olabilir.", $"At most {ConversationLimits.Labels} labels are allowed."));
            faults.Require(labels is null || labels.All(label => label is { Length: <= ConversationLimits.LabelLength } && !string.IsNullOrWhiteSpace(label) && !label.Any(char.IsControl)), member,
                new StaffText($"Etiketler 1 ile {ConversationLimits.LabelLength} karakter arasında olmalı.", $"Labels must have 1 to {ConversationLimits.LabelLength} characters."));
        }

        return faults;
    }

    internal static ImmutableArray<string> Array(IReadOnlyList<string?>? labels) => labels is null ? [] : [.. labels.Select(label => label!.Trim()).Distinct(StringComparer.Ordinal)];
}

/// <summary>How urgent it is: 0 normal, 1 high, 2 urgent; -1 low.</summary>
public sealed record PriorityInput([property: Required, Range(-1, 2)] int Priority)
{
    internal Faults Check() => new Faults().Range("priority", Priority, -1, 2);
}
