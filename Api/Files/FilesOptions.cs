using System.Collections.Immutable;
using System.Net;
using ContactHub.Conversations;

namespace ContactHub.Files;

/// <summary>The configuration section <c>Files</c>: what may be sent as a file of a message.</summary>
public sealed record FilesOptions
{
    public const string Section = "Files";

    /// <summary>Bytes of a megabyte as these settings mean it.</summary>
    public const long Megabyte = 1024 * 1024;

    /// <summary>Largest file of a citizen.</summary>
    public int CitizenMegabytes { get; init; } = 10;

    /// <summary>Largest file of a member of staff.</summary>
    public int StaffMegabytes { get; init; } = 25;

    /// <summary>What one citizen may upload within a day.</summary>
    public int CitizenMegabytesPerDay { get; init; } = 100;

    /// <summary>What one member of staff may upload within a day.</summary>
    public int StaffMegabytesPerDay { get; init; } = 2_000;

    /// <summary>What the citizens behind one address may upload to a node within a day; many may share one.</summary>
    public int AddressMegabytesPerDay { get; init; } = 1_000;

    /// <summary>Uploads per minute and citizen.</summary>
    public int UploadsPerVisitor { get; init; } = 20;

    /// <summary>Uploads per minute and address.</summary>
    public int UploadsPerAddress { get; init; } = 200;

    /// <summary>Kinds that citizens may send: image, pdf, office, text, audio, video, zip. Empty: all of these but zip.</summary>
    public string[] CitizenKinds { get; init; } = [];

    /// <summary>Kinds that staff may send. Empty: all.</summary>
    public string[] StaffKinds { get; init; } = [];

    /// <summary>Where ClamAV's clamd scans every upload, as <c>host:port</c>. Empty: nothing is scanned.</summary>
    public string Clamd { get; init; } = "";

    /// <summary>What citizens may send.</summary>
    public ImmutableHashSet<FileKind> OfCitizens => CitizenKinds.Length == 0 ? Enum.GetValues<FileKind>().ToImmutableHashSet().Remove(FileKind.Zip) : Kinds(CitizenKinds);

    /// <summary>What staff may send.</summary>
    public ImmutableHashSet<FileKind> OfStaff => StaffKinds.Length == 0 ? [.. Enum.GetValues<FileKind>()] : Kinds(StaffKinds);

    /// <summary>What a citizen's client is told.</summary>
    public UploadLimit CitizenLimit => UploadLimit.Of(CitizenMegabytes, OfCitizens);

    /// <summary>What a member of staff's client is told.</summary>
    public UploadLimit StaffLimit => UploadLimit.Of(StaffMegabytes, OfStaff);

    /// <summary>The scanner's address; null when there is none.</summary>
    public DnsEndPoint? Scanner => Clamd.Length == 0 ? null : EndPointOf(Clamd);

    /// <summary>What is wrong with the settings, one sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        const long most = FileStore.MaxBytes / Megabyte;
        if (CitizenMegabytes is < 1 || CitizenMegabytes > most) yield return $"Files:CitizenMegabytes must be between 1 and {most}.";
        if (StaffMegabytes is < 1 || StaffMegabytes > most) yield return $"Files:StaffMegabytes must be between 1 and {most}.";
        if (CitizenMegabytesPerDay < CitizenMegabytes) yield return "Files:CitizenMegabytesPerDay must not be below CitizenMegabytes.";
        if (StaffMegabytesPerDay < StaffMegabytes) yield return "Files:StaffMegabytesPerDay must not be below StaffMegabytes.";
        if (AddressMegabytesPerDay < CitizenMegabytesPerDay) yield return "Files:AddressMegabytesPerDay must not be below CitizenMegabytesPerDay.";
        if (UploadsPerVisitor < 1) yield return "Files:UploadsPerVisitor must be at least 1.";
        if (UploadsPerAddress < UploadsPerVisitor) yield return "Files:UploadsPerAddress must not be below UploadsPerVisitor.";
        foreach (var kind in CitizenKinds.Concat(StaffKinds).Where(kind => Kind(kind) is null))
            yield return $"Files: '{kind}' is not a kind of file; there are {string.Join(", ", Enum.GetNames<FileKind>().Select(name => name.ToLowerInvariant()))}.";
        if (Clamd.Length > 0 && EndPointOf(Clamd) is null) yield return $"Files:Clamd is '{Clamd}', which is not an address such as 127.0.0.1:3310.";
    }

    private static ImmutableHashSet<FileKind> Kinds(string[] names) => [.. names.Select(name => Kind(name)!.Value)];

    private static FileKind? Kind(string name) => name.All(char.IsAsciiLetter) && Enum.TryParse<FileKind>(name, ignoreCase: true, out var kind) ? kind : null;

    private static DnsEndPoint? EndPointOf(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) && port is > 0 and < 65536
            ? new DnsEndPoint(text[..colon].Trim('[', ']'), port)
            : null;
}

/// <summary>What may be sent, for clients; the hub looks again at what comes.</summary>
/// <param name="MaxBytes">Of one file.</param>
/// <param name="MaxFiles">Of one message.</param>
/// <param name="Kinds">See <see cref="FileKind"/>.</param>
public sealed record UploadLimit(long MaxBytes, int MaxFiles, string[] Kinds)
{
    internal static UploadLimit Of(int megabytes, ImmutableHashSet<FileKind> kinds) => new(
        megabytes * FilesOptions.Megabyte, ConversationLimits.MessageFiles, [.. kinds.Order().Select(kind => kind.ToString().ToLowerInvariant())]);
}
