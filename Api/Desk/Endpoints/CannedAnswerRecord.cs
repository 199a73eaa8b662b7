using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using ContactHub.CannedAnswers;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Desk;

/// <summary>A canned answer on the wire: <c>departmentId</c> null is the agent's own, <c>*</c> is for all.</summary>
public sealed partial record CannedAnswerRecord(
    string? Id, string? Shortcut, string? Title, string? Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DepartmentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Language)
{
    internal static CannedAnswerRecord From(CannedAnswer answer) =>
        new(answer.Id, answer.Shortcut, answer.Title, answer.Text, answer.DepartmentId, answer.Language);

    internal Faults Check(string id, IReadOnlyCollection<string> departments) => new Faults()
        .Id("id", id)
        .Require(Shortcut is not null && ShortcutPattern().IsMatch(Shortcut), "shortcut",
            new StaffText("Kısayol yalnızca a-z, 0-9 ve - içerebilir, 1 ile 32 karakter arasında olmalı.",
                "The shortcut may hold a-z, 0-9 and - only, 1 to 32 characters."))
        .Text("title", Title, 1, 100)
        .Text("text", Text, 1, 4000)
        .Require(DepartmentId is null or CannedAnswer.Everywhere || departments.Contains(DepartmentId), "departmentId",
            new StaffText("Böyle bir birim yok.", "There is no such department."))
        .Require(Language is null or "tr" or "en" or "ar", "language", new StaffText("Dil tr, en ya da ar olmalı.", "The language must be tr, en or ar."));

    internal CannedAnswer ToAnswer(string id, string? ownerId) => new(id, ownerId, DepartmentId, Shortcut!, Title!.Trim(), Text!, Language);

    [GeneratedRegex(@"^[a-z0-9-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShortcutPattern();
}
