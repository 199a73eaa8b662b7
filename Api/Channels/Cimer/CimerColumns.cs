using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.FaqBot;

namespace ContactHub.Cimer;

/// <summary>What the columns of a file are: found by their headings, or told by whoever imports it.</summary>
public static class CimerColumns
{
    /// <summary>The fields that a column can be.</summary>
    public static readonly ImmutableArray<string> Fields = ["number", "kind", "receivedOn", "dueOn", "applicant", "phone", "email", "subject", "text", "department"];

    private static readonly FrozenDictionary<string, string> Headings = Pairs(
        ("number", "başvuru no|başvuru numarası|cimer no|cimer numarası|cimer başvuru no|sayı|evrak no|number"),
        ("kind", "tür|türü|başvuru türü|başvuru tipi|tip|kind"),
        ("receivedOn", "tarih|başvuru tarihi|geliş tarihi|kayıt tarihi|sevk tarihi|received"),
        ("dueOn", "son tarih|son gün|bitiş tarihi|cevap son tarihi|süre sonu|due"),
        ("applicant", "ad soyad|adı soyadı|başvuran|başvuru sahibi|başvuranın adı soyadı|isim|name"),
        ("phone", "telefon|cep telefonu|telefon numarası|gsm|phone"),
        ("email", "e posta|eposta|e mail|email|mail"),
        ("subject", "konu|başlık|konusu|subject"),
        ("text", "metin|başvuru metni|içerik|açıklama|başvuru içeriği|talep|text"),
        ("department", "birim|müdürlük|daire|ilgili birim|department"));

    private static readonly FrozenDictionary<string, CimerKind> Kinds = new Dictionary<string, CimerKind>
    {
        ["istek"] = CimerKind.Request, ["talep"] = CimerKind.Request, ["sikayet"] = CimerKind.Complaint, ["ihbar"] = CimerKind.TipOff, ["gorus"] = CimerKind.Suggestion,
        ["oneri"] = CimerKind.Suggestion, ["gorus oneri"] = CimerKind.Suggestion, ["gorus ve oneri"] = CimerKind.Suggestion, ["bilgi edinme"] = CimerKind.Information,
        ["bilgi"] = CimerKind.Information, ["tesekkur"] = CimerKind.Thanks,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Dates = ["d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss", "d/M/yyyy", "d/M/yyyy H:mm", "yyyy-M-d", "yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy-M-dTH:mm:ss"];

    /// <summary>The field of each column; null where none is recognised. No field is two columns'.</summary>
    public static ImmutableArray<string?> Guess(ImmutableArray<string> header)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. header.Select(heading => Headings.GetValueOrDefault(Fold.Text(heading)) is { } field && taken.Add(field) ? field : null)];
    }

    /// <summary>A row as an application. What does not read is left out, and <see cref="CimerApplication.Check"/> says so; a date or a kind that does not read is in the faults.</summary>
    public static (CimerApplication Application, ImmutableArray<string> Unread) Read(ImmutableArray<string> cells, ImmutableArray<string?> columns, IReadOnlyList<Department> departments)
    {
        var unread = ImmutableArray.CreateBuilder<string>();
        var kind = Cell("kind") is { } named && !Kinds.TryGetValue(Fold.Text(named), out _) ? Missing("kind", CimerKind.Request) : Cell("kind") is { } known ? Kinds[Fold.Text(known)] : CimerKind.Request;
        var department = Cell("department") is { } asked ? departments.FirstOrDefault(one => Same(one, asked))?.Id ?? Missing<string?>("department", null) : null;
        var application = new CimerApplication(
            Cell("number"), kind, Date("receivedOn"), Date("dueOn"), Cell("applicant"), Cell("phone"), Cell("email"), Cell("subject"), Cell("text"), department);
        return (application, unread.ToImmutable());

        string? Cell(string field)
        {
            var at = columns.IndexOf(field);
            return at >= 0 && at < cells.Length && !string.IsNullOrWhiteSpace(cells[at]) ? cells[at].Trim() : null;
        }

        DateOnly? Date(string field) => Cell(field) is not { } text ? null
            : DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? DateOnly.FromDateTime(time)
            : Missing<DateOnly?>(field, null);

        T Missing<T>(string field, T instead)
        {
            unread.Add(field);
            return instead;
        }
    }

    private static bool Same(Department department, string asked) =>
        Fold.Text(asked) is var folded && (folded == Fold.Text(department.NameTr) || folded == Fold.Text(department.NameEn) || string.Equals(asked, department.Id, StringComparison.Ordinal));

    private static FrozenDictionary<string, string> Pairs(params (string Field, string Headings)[] fields) =>
        fields.SelectMany(one => one.Headings.Split('|').Select(heading => KeyValuePair.Create(Fold.Text(heading), one.Field))).ToFrozenDictionary(StringComparer.Ordinal);
}
