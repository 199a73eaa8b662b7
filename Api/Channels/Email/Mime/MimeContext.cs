using System.Collections.Immutable;

namespace ContactHub.Email;

/// <summary>What the steps of one reading share: the limits, what is used of them, and what was found wrong.</summary>
internal sealed class MimeContext(MimeLimits limits)
{
    private readonly List<string> _defects = [];
    private long _content;

    public MimeLimits Limits { get; } = limits;

    public int Parts { get; set; }

    public ImmutableArray<string> Defects => [.. _defects];

    /// <summary>Bytes and characters looked at so far; tests hold it against the length of the mail, which shows what a clock cannot.</summary>
    public long Work { get; private set; }

    public void Did(long units) => Work += units;

    public void Defect(string code)
    {
        // A mail has few kinds of defects, however many defects it has.
        if (!_defects.Contains(code)) _defects.Add(code);
    }

    /// <summary>Whether that many more decoded bytes may be kept.</summary>
    public bool Take(long bytes)
    {
        if (_content + bytes > Limits.ContentBytes)
        {
            Defect(MimeDefect.ContentTooLarge);
            return false;
        }

        _content += bytes;
        return true;
    }
}
