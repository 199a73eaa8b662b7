using System.Collections.Immutable;
using System.Text;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Routing;

namespace ContactHub.Cimer.Tests;

public sealed class CsvTests
{
    private const string File = "Başvuru No;Başvuru Tarihi;Adı Soyadı;Konu;Başvuru Metni;İlgili Birim\r\n2601;02.03.2026 14:05;Ayşe Iğdır;Çöp;\"Satır bir\r\n\"\"satır\"\" iki; üç\";Zabıta\r\n;;;;;\r\n";

    public static TheoryData<byte[], string> Encodings => new()
    {
        { [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(File)], "utf-8" },
        { Encoding.UTF8.GetBytes(File), "utf-8" },
        { CodePagesEncodingProvider.Instance.GetEncoding(1254)!.GetBytes(File), "windows-1254" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_turkish_excels_file_reads_in_each_of_its_encodings(byte[] bytes, string encoding)
    {
        var table = CsvTable.Read(bytes)!;

        Assert.Equal((encoding, ';'), (table.Encoding, table.Separator));
        var cells = Assert.Single(table.Rows);
        Assert.Equal("Satır bir\r\n\"satır\" iki; üç", cells[4]);
        Assert.Equal("number receivedOn applicant subject text department", string.Join(' ', CimerColumns.Guess(table.Header)));
        var (application, unread) = CimerColumns.Read(cells, CimerColumns.Guess(table.Header), [new Department("zabita", "Zabıta", "Police", "#884400", 1)]);
        Assert.Empty(unread);
        Assert.Equal(("2601", new DateOnly(2026, 3, 2), "Ayşe Iğdır", "zabita"), (application.Number, application.ReceivedOn!.Value, application.Applicant, application.Department));
    }

    [Fact]
    public void A_row_with_more_than_the_header_is_not_cut_off_in_silence()
    {
        var table = CsvTable.Read(Encoding.UTF8.GetBytes("Başvuru No;Geliş Tarihi;Açıklama\n2601;01.03.2026;çukur; derin\n2602;01.03.2026;tamam;;\n"))!;
        var preview = CimerPreview.Of(table, CimerColumns.Guess(table.Header), [], new DateOnly(2026, 3, 2), "tr");

        Assert.Contains("tırnak içinde", Assert.Single(preview.Rows[0].Faults), StringComparison.Ordinal);
        Assert.Empty(preview.Rows[1].Faults);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a;b\n\"açık")]
    [InlineData("PK\u0003\u0004\0\0workbook")]
    public void What_is_no_table_is_refused(string text) => Assert.Null(CsvTable.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("a,b\n1,2", ',')]
    [InlineData("a\tb\n1\t2", '\t')]
    public void Other_separators_are_found(string text, char separator)
    {
        var table = CsvTable.Read(Encoding.UTF8.GetBytes(text))!;
        Assert.Equal(separator, table.Separator);
        Assert.Equal<ImmutableArray<string>>([["1", "2"]], table.Rows, (a, b) => a.SequenceEqual(b));
    }

    [Fact]
    public void Each_row_says_what_is_wrong_with_it_and_where_it_stands()
    {
        var table = CsvTable.Read("Başvuru No;Tarih;Tür;Metin;Birim\n2601;1.3.2026;İstek;Metin;Park\n2602;bugün;Rüya;;\n2601;32.1.2026;;x;\n2603;1.4.2027;Şikâyet;x;"u8)!;
        var preview = CimerPreview.Of(table, CimerColumns.Guess(table.Header), [], new DateOnly(2026, 3, 10), "tr");

        Assert.Equal([2, 3, 4, 5], preview.Rows.Select(row => row.Line));
        Assert.Equal(["Birim bulunamadı."], preview.Rows[0].Faults);
        Assert.Equal(["Başvuru türü tanınmadı.", "Geliş tarihi okunamadı; 31.12.2026 biçiminde olmalı."], preview.Rows[1].Faults.Where(fault => fault.EndsWith("tanınmadı.", StringComparison.Ordinal) || fault.Contains("okunamadı", StringComparison.Ordinal)));
        Assert.Contains("Bu numara dosyada daha önce de var.", preview.Rows[2].Faults);
        Assert.Contains(preview.Rows[3].Faults, fault => fault.StartsWith("Geliş tarihi", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CimerKind.Request, "2026-03-02", "2026-04-01")]
    // The thirtieth day is a Saturday, and 23 April a day off.
    [InlineData(CimerKind.Complaint, "2026-03-26", "2026-04-24")]
    [InlineData(CimerKind.Complaint, "2026-03-24", "2026-04-22")]
    // 15 working days over two weekends and a half, 23 April and 1 May.
    [InlineData(CimerKind.Information, "2026-04-15", "2026-05-08")]
    public void A_term_ends_as_the_law_says(CimerKind kind, string received, string due) =>
        Assert.Equal(DateOnly.ParseExact(due, "yyyy-MM-dd"), CimerTerm.Of(kind, DateOnly.ParseExact(received, "yyyy-MM-dd"), OpeningHours.Always));
}
