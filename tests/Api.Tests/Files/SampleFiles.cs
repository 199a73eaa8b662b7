using System.IO.Compression;
using System.Text;

namespace ContactHub.Files.Tests;

/// <summary>Small files of many kinds, made here so that what is in them is known.</summary>
internal static class SampleFiles
{
    /// <summary>A picture of one pixel.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    public static byte[] Pdf { get; } = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF");

    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("Çöp kutusu dolu; ışık yanmıyor.\n");

    /// <summary>A ZIP archive with empty entries of these names, and what is given as <paramref name="mimetype"/> in one so named.</summary>
    public static byte[] Zip(string? mimetype, params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            if (mimetype is not null)
            {
                using var entry = archive.CreateEntry("mimetype", CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.ASCII.GetBytes(mimetype));
            }

            foreach (var name in names) archive.CreateEntry(name);
        }

        return bytes.ToArray();
    }

    /// <summary>A JPEG head with an Exif segment that says 41.0082 N, and an XMP packet that says it too.</summary>
    public static byte[] JpegWithPlace(bool little)
    {
        using var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8]);
        Segment(jpeg, [.. "Exif\0\0"u8, .. Tiff(little)]);
        Segment(jpeg, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='41,0.492N'/>"u8]);
        jpeg.Write([0xFF, 0xDA, 0, 2, 1, 2, 3, 0xFF, 0xD9]);
        return jpeg.ToArray();
    }

    private static void Segment(Stream jpeg, byte[] body)
    {
        jpeg.Write([0xFF, 0xE1, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
        jpeg.Write(body);
    }

    private static byte[] Tiff(bool little)
    {
        using var tiff = new MemoryStream();
        tiff.Write(little ? "II"u8 : "MM"u8);
        Short(42);
        Long(8);
        // One directory: the orientation, and where the GPS directory is.
        Short(2);
        Entry(0x0112, 3, 1, little ? 6 : 6 << 16);
        Entry(0x8825, 4, 1, 38);
        Long(0);
        // The GPS directory: the hemisphere in its entry, the latitude elsewhere.
        Short(2);
        Entry(1, 2, 2, little ? 'N' : 'N' << 24);
        Entry(2, 5, 3, 68);
        Long(0);
        foreach (var number in new[] { 41, 1, 0, 1, 49200, 1000 }) Long(number);
        return tiff.ToArray();

        void Entry(int tag, int type, int count, int value)
        {
            Short(tag);
            Short(type);
            Long(count);
            Long(value);
        }

        void Short(int value) => tiff.Write(little ? [(byte)value, (byte)(value >> 8)] : [(byte)(value >> 8), (byte)value]);

        void Long(int value) => tiff.Write(little
            ? [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]
            : [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
    }
}
