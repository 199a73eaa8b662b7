using ContactHub.Files;

namespace ContactHub.DirectLine;

/// <summary>Addresses of files for a Direct Line client: whole ones, since its page is another origin's, and for hours, since it is told of them once.</summary>
/// <param name="hub">The hub's own address, as the client asked for it.</param>
public sealed class DirectLineLinks(FileLinks links, string hub)
{
    /// <summary>How long an address is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(8);

    /// <summary>The links for whoever asks this.</summary>
    public static DirectLineLinks For(HttpRequest request, FileLinks links) => new(links, $"{request.Scheme}://{request.Host}");

    /// <summary>The address of a file that an entry names.</summary>
    public string Of(string conversationId, long seq, string fileId) => hub + links.Write(conversationId, seq, fileId, links.End(Life));
}
