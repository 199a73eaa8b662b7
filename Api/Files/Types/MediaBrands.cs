namespace ContactHub.Files;

/// <summary>Files of the ISO base media format (ISO/IEC 14496-12), by the main brand that their first box names.</summary>
internal static class MediaBrands
{
    private static readonly FileType Heic = new("image/heic", FileKind.Image, "heic heif");
    private static readonly FileType Avif = new("image/avif", FileKind.Image, "avif");
    private static readonly FileType M4A = new("audio/mp4", FileKind.Audio, "m4a m4b");
    private static readonly FileType QuickTime = new("video/quicktime", FileKind.Video, "mov qt");
    private static readonly FileType ThirdGeneration = new("video/3gpp", FileKind.Video, "3gp 3g2");
    private static readonly FileType Mp4 = new("video/mp4", FileKind.Video, "mp4 m4v");

    public static FileType? Of(ReadOnlySpan<byte> brand)
    {
        if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return Avif;
        if (brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) || brand[..3].SequenceEqual("hei"u8) || brand[..3].SequenceEqual("hev"u8)) return Heic;
        if (brand[..3].SequenceEqual("M4A"u8) || brand[..3].SequenceEqual("M4B"u8)) return M4A;
        if (brand.SequenceEqual("qt  "u8)) return QuickTime;
        if (brand[..2].SequenceEqual("3g"u8)) return ThirdGeneration;
        return brand[..3].SequenceEqual("iso"u8) || brand[..3].SequenceEqual("mp4"u8) || brand[..3].SequenceEqual("M4V"u8)
            || brand.SequenceEqual("avc1"u8) || brand.SequenceEqual("dash"u8) || brand.SequenceEqual("MSNV"u8) ? Mp4 : null;
    }
}
