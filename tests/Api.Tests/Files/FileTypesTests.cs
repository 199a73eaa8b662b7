using System.Text;

namespace ContactHub.Files.Tests;

public sealed class FileTypesTests
{
    [Theory]
    [InlineData("FFD8FFE000104A464946", null, "image/jpeg")]
    [InlineData("474946383961", null, "image/gif")]
    [InlineData("524946461000000057454250", null, "image/webp")]
    [InlineData("524946461000000057415645", null, "audio/wav")]
    [InlineData("524946461000000041434F4E", null, null)]
    [InlineData("00000018667479706865696300000000", null, "image/heic")]
    [InlineData("0000001C667479704D344120", null, "audio/mp4")]
    [InlineData("0000001866747970717420200000", null, "video/quicktime")]
    [InlineData("000000206674797069736F6D0000", null, "video/mp4")]
    [InlineData("4F67675300020000", null, "audio/ogg")]
    [InlineData("FFFB90640000", null, "audio/mpeg")]
    [InlineData("FFF15080", null, "audio/aac")]
    [InlineData("1A45DFA3", null, "video/webm")]
    [InlineData("D0CF11E0A1B11AE1", "bütçe.XLS", "application/vnd.ms-excel")]
    [InlineData("D0CF11E0A1B11AE1", "setup.msi", null)]
    [InlineData("4D5A90000300", "resim.png", null)]
    [InlineData("7F454C46020101", "belge.pdf", null)]
    [InlineData("00000000", null, null)]
    [InlineData("", null, null)]
    public void The_bytes_say_what_it_is(string hex, string? name, string? type) => Assert.Equal(type, Of(Convert.FromHexString(hex), name)?.ContentType);

    [Theory]
    [InlineData("Merhaba\n", "text/plain")]
    [InlineData("a;b;c\n1;2;3", "text/plain")]
    [InlineData("3 < 4", "text/plain")]
    [InlineData("{\\rtf1 merhaba}", "application/rtf")]
    [InlineData("%PDF-1.7", "application/pdf")]
    [InlineData("<!DOCTYPE html><p>", null)]
    [InlineData("\uFEFF \n<svg onload='x'>", null)]
    [InlineData("<?xml version='1.0'?>", null)]
    [InlineData("#!/bin/sh\n", null)]
    public void Text_is_text_unless_something_would_run_it(string text, string? type)
    {
        Assert.Equal(type, Of(Encoding.UTF8.GetBytes(text), null)?.ContentType);
        if (type is null && text[0] != '#') Assert.Null(Of([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)], null));
    }

    [Fact]
    public void Documents_are_told_from_archives()
    {
        Assert.Equal("docx", Of(SampleFiles.Zip(null, "[Content_Types].xml", "word/document.xml"), null)!.Extensions[0]);
        Assert.Equal("xlsx", Of(SampleFiles.Zip(null, "[Content_Types].xml", "xl/workbook.xml"), null)!.Extensions[0]);
        Assert.Equal("odt", Of(SampleFiles.Zip("application/vnd.oasis.opendocument.text", "content.xml"), null)!.Extensions[0]);
        Assert.Equal(FileKind.Zip, Of(SampleFiles.Zip(null, "[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "x.docx")!.Kind);
        Assert.Equal(FileKind.Zip, Of(SampleFiles.Zip(null, "META-INF/MANIFEST.MF"), "x.docx")!.Kind);
        Assert.Null(Of("PK\u0003\u0004 and nothing more"u8.ToArray(), "x.docx"));
    }

    [Theory]
    [InlineData("foto.JPEG", "foto.JPEG")]
    [InlineData("foto.exe", "foto.exe.jpg")]
    [InlineData("jpg", "jpg.jpg")]
    [InlineData(".jpg", ".jpg.jpg")]
    [InlineData("C:\\fotolar\\çukur.jpg", "çukur.jpg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData("a\u202Egpj.exe", "agpj.exe.jpg")]
    [InlineData("a\r\nb\0.jpg", "ab.jpg")]
    [InlineData(" \u200B ", "file.jpg")]
    [InlineData(null, "file.jpg")]
    public void A_name_ends_as_the_bytes_say(string? given, string name) => Assert.Equal(name, Of([0xFF, 0xD8, 0xFF, 0xE0], null)!.Name(given));

    [Fact]
    public void A_long_name_keeps_its_end_and_is_cut_between_characters()
    {
        var name = Of(SampleFiles.Png, null)!.Name(string.Concat(Enumerable.Repeat("😀", 300)));

        Assert.InRange(name.Length, 250, FileNames.Longest);
        Assert.EndsWith("😀.png", name, StringComparison.Ordinal);
    }

    private static FileType? Of(byte[] bytes, string? name) => FileTypes.Of(new MemoryStream(bytes), name);
}
