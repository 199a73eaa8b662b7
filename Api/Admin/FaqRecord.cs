using System.Globalization;
using System.Text.Json.Serialization;
using ContactHub.FaqBot;
using ContactHub.Routing;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.Admin;

/// <summary>
/// A FAQ entry as the administration shows it (docs/protocol.md, section 8). Dates are days of the municipality's time zone, both ends included;
/// the bot's <see cref="FaqEntry"/> has instants instead, the end not included.
/// </summary>
public sealed record FaqRecord(
    string? Id, string? Category, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? DepartmentId, bool Enabled,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Owner,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ValidFrom,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ValidTo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? ReviewedAt,
    IReadOnlyList<FaqRecordWording?>? Wordings, FaqRecordAnswers? Answers)
{
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(OpeningHoursJson.DefaultTimeZone);

    /// <summary>As stored.</summary>
    public static FaqRecord From(FaqEntry entry) => new(
        entry.Id, entry.Category, entry.DepartmentId.Length == 0 ? null : entry.DepartmentId, entry.Enabled, entry.Owner,
        Day(entry.ValidFrom), Day(entry.ValidTo?.AddTicks(-1)), Day(entry.ReviewedAt),
        [.. entry.Wordings.Select(w => new FaqRecordWording(w.Language, w.Text))],
        new FaqRecordAnswers(Answer(entry, "tr"), Answer(entry, "en"), Answer(entry, "ar")));

    /// <summary>Everything that is wrong with it.</summary>
    public Faults Check(string id, IReadOnlyCollection<string> departments)
    {
        var faults = new Faults()
            .Id("id", id)
            .Text("category", Category, 1, 100)
            .Require(DepartmentId is null || departments.Contains(DepartmentId), "departmentId",
                new StaffText("Böyle bir birim yok.", "There is no such department."))
            .Optional("owner", Owner, 100)
            .Require(IsDay(ValidFrom), "validFrom",
                new StaffText("Geçerlilik başı 2026-05-04 biçiminde bir tarih olmalı.", "The day that it is valid from must be a date like 2026-05-04."))
            .Require(IsDay(ValidTo), "validTo",
                new StaffText("Geçerlilik sonu 2026-05-04 biçiminde bir tarih olmalı.", "The day that it is valid to must be a date like 2026-05-04."))
            .Require(IsDay(ReviewedAt), "reviewedAt",
                new StaffText("Son gözden geçirme 2026-05-04 biçiminde olmalı.", "The day of the review must be a date like 2026-05-04."))
            .Require(ValidFrom is null || ValidTo is null || string.CompareOrdinal(ValidFrom, ValidTo) <= 0, "validTo",
                new StaffText("Geçerlilik sonu başından önce.", "It is valid to a day before the one that it is valid from."))
            .Text("answers.tr", Answers?.Tr, 1, 2000)
            .Optional("answers.en", Answers?.En, 2000)
            .Optional("answers.ar", Answers?.Ar, 2000);
        if (Wordings is not { Count: >= 1 and <= 100 })
            return faults.Add("wordings", new StaffText("En az 1, en çok 100 soru biçimi olmalı.", "There must be 1 to 100 wordings."));
        foreach (var wording in Wordings)
        {
            faults.Require(wording?.Language is "tr" or "en" or "ar", "wordings",
                new StaffText("Soru biçiminin dili tr, en ya da ar olmalı.", "The language of a wording must be tr, en or ar."));
            faults.Text("wordings", wording?.Text, 3, 200);
        }

        return faults;
    }

    /// <summary>For the bot; only what <see cref="Check"/> found nothing wrong with.</summary>
    public FaqEntry ToEntry(string id) => new(
        id, Category!.Trim(), DepartmentId ?? "", [.. Wordings!.Select(w => new FaqWording(w!.Language!, w.Text!.Trim()))],
        [.. AnswersByLanguage()], Owner, Midnight(ValidFrom, addDays: 0), Midnight(ValidTo, addDays: 1), Midnight(ReviewedAt, addDays: 0), Enabled);

    private IEnumerable<FaqAnswer> AnswersByLanguage()
    {
        foreach (var (language, text) in new[] { ("tr", Answers!.Tr), ("en", Answers.En), ("ar", Answers.Ar) })
        {
            if (!string.IsNullOrWhiteSpace(text)) yield return new FaqAnswer(language, text.Trim());
        }
    }

    private static string? Answer(FaqEntry entry, string language) => entry.Answers.FirstOrDefault(a => a.Language == language)?.Text;

    private static string? Day(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, Zone).ToString(DateFormat, CultureInfo.InvariantCulture) : null;

    private static bool IsDay(string? text) =>
        text is null || (DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200);

    private static DateTimeOffset? Midnight(string? text, int addDays)
    {
        if (text is null) return null;
        var midnight = DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture).AddDays(addDays).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight));
    }
}

/// <summary>One way of asking.</summary>
public sealed record FaqRecordWording(string? Language, string? Text);

/// <summary>The answers by language; Turkish is always there.</summary>
public sealed record FaqRecordAnswers(string? Tr, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? En,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Ar);
