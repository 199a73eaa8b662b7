using System.Buffers;

namespace ContactHub.Phone;

/// <summary>What Asterisk's names of channels and interfaces say: <c>PJSIP/1001-0000001c</c>, <c>Local/1001@from-queue-00000003;2</c>, <c>PJSIP/1001</c>.</summary>
internal static class ChannelNames
{
    private static readonly SearchValues<char> Dialled = SearchValues.Create("0123456789*#");

    /// <summary>A Local channel is a wire inside the PBX with two ends, ;1 and ;2, and never a phone.</summary>
    public static bool IsLocal(string name) => name.StartsWith("Local/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The other end of a Local channel, when the name is of its second end, which runs the dialplan.</summary>
    public static string? FirstEnd(string name) =>
        IsLocal(name) && name.EndsWith(";2", StringComparison.Ordinal) ? string.Concat(name.AsSpan(0, name.Length - 1), "1") : null;

    /// <summary>The device of a channel: 1001 of <c>PJSIP/1001-0000001c</c>.</summary>
    public static string? Device(string name)
    {
        var dash = name.LastIndexOf('-');
        return Extension(dash > 0 && !IsLocal(name) ? name[..dash] : name);
    }

    /// <summary>The extension of an interface: 1001 of <c>PJSIP/1001</c> and of <c>Local/1001@from-queue/n</c>.</summary>
    public static string? Extension(string name)
    {
        var rest = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var end = rest.AsSpan().IndexOfAny("@/;");
        if (end >= 0) rest = rest[..end];
        return rest.Length > 0 ? rest : null;
    }

    /// <summary>The number of a dial string that leads out over a trunk, such as <c>05321234567@trunk</c> or <c>trunk/05321234567</c>; null of a phone's own.</summary>
    public static string? OutsideNumber(string? dialString) => dialString switch
    {
        null => null,
        _ when dialString.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && IsNumber(dialString[..at]) => dialString[..at],
        _ when dialString.LastIndexOf('/') is > 0 and var slash && IsNumber(dialString[(slash + 1)..]) => dialString[(slash + 1)..],
        _ => null,
    };

    /// <summary>Whether it can be dialled: digits, perhaps with + before, * or # within.</summary>
    public static bool IsNumber(string? text) => text is { Length: > 0 } && text.AsSpan(text[0] == '+' ? 1 : 0).IndexOfAnyExcept(Dialled) < 0;
}
