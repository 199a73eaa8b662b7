using System.Collections.Immutable;
using ContactHub.Conversations;

namespace ContactHub.Files;

/// <summary>Who uploads, and what they may.</summary>
/// <param name="Owner">See <see cref="UploadOwners"/>.</param>
/// <param name="Address">Counted against; null for staff, whose every upload has a name to it.</param>
/// <param name="Most">Bytes of one file.</param>
/// <param name="MostPerDay">Bytes within a day.</param>
public sealed record Uploader(string Owner, string? Address, long Most, long MostPerDay, ImmutableHashSet<FileKind> Kinds);

/// <summary>Why a file was not taken.</summary>
public enum UploadFault
{
    None,
    Empty,
    TooLarge,
    Unsupported,
    RateLimited,
    Infected,
    Unscanned,
}

/// <summary>What became of an upload.</summary>
/// <param name="Id">The upload's id; null when it was refused.</param>
/// <param name="Seconds">To wait, when it was too much.</param>
public sealed record UploadResult(UploadFault Fault, string? Id = null, Attachment? File = null, int Seconds = 0)
{
    public static UploadResult Refuse(UploadFault fault, int seconds = 0) => new(fault, Seconds: seconds);
}

/// <summary>Takes a file in: small enough, of a kind that is allowed, clean; then it is the sender's upload.</summary>
internal sealed class UploadReceiver(UploadStore uploads, FilesOptions options, UploadLimits limits, VirusScanner scanner, ILogger<UploadReceiver> logger)
{
    private static readonly int DaySeconds = (int)UploadStore.Life.TotalSeconds;

    /// <summary>A citizen, by the site's and the hub's settings.</summary>
    public Uploader Citizen(string owner, string address) => new(
        owner, address, options.CitizenMegabytes * FilesOptions.Megabyte, options.CitizenMegabytesPerDay * FilesOptions.Megabyte, options.OfCitizens);

    /// <summary>A member of staff.</summary>
    public Uploader Staff(string staffId) => new(
        UploadOwners.Staff(staffId), null, options.StaffMegabytes * FilesOptions.Megabyte, options.StaffMegabytesPerDay * FilesOptions.Megabyte, options.OfStaff);

    /// <summary>Another system, which may what staff may: what citizens send there is under its own rules first.</summary>
    public Uploader OtherSystem(string keyId) => Staff("") with { Owner = UploadOwners.OtherSystem(keyId) };

    /// <summary>A bot from outside, which speaks for the municipality as staff do.</summary>
    public Uploader Bot(string botId) => Staff("") with { Owner = UploadOwners.Bot(botId) };

    /// <summary>Reads the body to its end, or until it is too much.</summary>
    /// <param name="declared">Bytes that the sender says are coming; null when nothing was said.</param>
    /// <param name="name">What the sender calls the file.</param>
    public async Task<UploadResult> Receive(Uploader sender, Stream body, long? declared, string? name, CancellationToken ct)
    {
        if (declared > sender.Most) return UploadResult.Refuse(UploadFault.TooLarge);
        if (sender.Address is { } address && limits.TryBegin(sender.Owner, address) is { } seconds) return UploadResult.Refuse(UploadFault.RateLimited, seconds);
        await using var received = await ReceivedFile.Read(body, sender.Most, ct);
        if (received is null) return UploadResult.Refuse(UploadFault.TooLarge);
        if (received.Content.Length == 0) return UploadResult.Refuse(UploadFault.Empty);
        if (sender.Address is { } from && limits.TryBring(from, received.Content.Length) is { } wait) return UploadResult.Refuse(UploadFault.RateLimited, wait);
        if (FileTypes.Of(received.Content, name) is not { } type || !sender.Kinds.Contains(type.Kind)) return UploadResult.Refuse(UploadFault.Unsupported);
        if (await Scan(received, ct) is { } fault) return UploadResult.Refuse(fault);
        // Whoever photographs the hole in the road before the door need not tell where the door is; staff see the picture and ask.
        if (sender.Address is not null && type.ContentType == "image/jpeg") JpegLocation.Remove(received.Content);
        var file = new Attachment(await received.Id(ct), type.Name(name), type.ContentType, received.Content.Length);
        return await uploads.Add(sender.Owner, file, received.Content, sender.MostPerDay, ct) is { } id
            ? new UploadResult(UploadFault.None, id, file)
            : UploadResult.Refuse(UploadFault.RateLimited, DaySeconds);
    }

    private async Task<UploadFault?> Scan(ReceivedFile received, CancellationToken ct)
    {
        try
        {
            if (await scanner.IsClean(received.Content, ct)) return null;
            FilesLog.Infected(logger);
            return UploadFault.Infected;
        }
        catch (IOException e)
        {
            FilesLog.Unscanned(logger, e);
            return UploadFault.Unscanned;
        }
    }
}
