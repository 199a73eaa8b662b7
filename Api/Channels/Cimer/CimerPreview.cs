using System.Collections.Immutable;
using ContactHub.Departments;
using ContactHub.Texts;

namespace ContactHub.Cimer;

/// <summary>A column of a file and what it is taken for; null: it is left out.</summary>
public sealed record CimerColumn(string Heading, string? Field);

/// <summary>A row of a file: what would be recorded, the cells as they are, and what is wrong with them.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
public sealed record CimerRow(int Line, CimerApplication Application, ImmutableArray<string> Cells, IReadOnlyList<string> Faults);

/// <summary>What a file holds, before anything of it is recorded.</summary>
public sealed record CimerPreview(ImmutableArray<CimerColumn> Columns, ImmutableArray<CimerRow> Rows, string Encoding, string Separator)
{
    public const int MostRows = 5_000;

    private static readonly ImmutableDictionary<string, StaffText> Unread = ImmutableDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, StaffText>
    {
        ["kind"] = new("Başvuru türü tanınmadı.", "The kind is not known."),
        ["department"] = new("Birim bulunamadı.", "The department was not found."),
        ["receivedOn"] = new("Geliş tarihi okunamadı; 31.12.2026 biçiminde olmalı.", "The date of receipt can't be read; write it as 31.12.2026."),
        ["dueOn"] = new("Son tarih okunamadı; 31.12.2026 biçiminde olmalı.", "The due date can't be read; write it as 31.12.2026."),
    });

    internal static CimerPreview Of(CsvTable table, ImmutableArray<string?> fields, IReadOnlyList<Department> departments, DateOnly today, string language)
    {
        var ids = departments.Select(one => one.Id).ToHashSet(StringComparer.Ordinal);
        var numbers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rows = table.Rows.Select((cells, at) =>
        {
            var (application, unread) = CimerColumns.Read(cells, fields, departments);
            var checkedFaults = application.Check(ids, today);
            // What could not be read is missing too; one sentence says enough.
            var faults = unread.Select(field => Unread[field].In(language)).Concat(CimerEndpoints.Texts(checkedFaults, language)).ToList();
            if (unread.Contains("receivedOn")) faults.RemoveAll(fault => checkedFaults.Errors.TryGetValue("receivedOn", out var same) && same.Any(text => text.In(language) == fault));
            if (application.Number is { } number && !numbers.Add(number.Trim()))
                faults.Add(new StaffText("Bu numara dosyada daha önce de var.", "This number stands in the file before.").In(language));
            if (cells.Skip(table.Header.Length).Any(cell => cell.Trim().Length > 0))
                faults.Add(new StaffText("Satırda başlıktan çok sütun var; ayraç içeren metin tırnak içinde olmalı.", "The row has more columns than the header; a text that holds the separator must stand in quotation marks.").In(language));
            return new CimerRow(table.Lines[at], application, cells, faults);
        });
        return new CimerPreview([.. table.Header.Select((heading, at) => new CimerColumn(heading, fields[at]))], [.. rows], table.Encoding, table.Separator.ToString());
    }
}
