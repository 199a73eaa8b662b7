using System.Text;

namespace ContactHub.Email;

/// <summary>Joins the lines of a paragraph that was sent as format=flowed (RFC 3676).</summary>
internal static class FlowedText
{
    public static string Unflow(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var (open, openDepth) = (false, 0);
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var depth = line.IndexOfAnyExcept('>') is var quotes and >= 0 ? quotes : line.Length;
            var content = line[depth..];
            if (content.StartsWith(" ")) content = content[1..];
            // A signature line ends with a blank and does not flow.
            var signature = content is "-- ";
            if (open && (depth != openDepth || signature)) open = EndLine(result);
            if (!open)
            {
                result.Append('>', depth);
                if (depth > 0 && content.Length > 0) result.Append(' ');
            }

            var flows = content.EndsWith(" ") && !signature;
            result.Append(flows && deleteSpace ? content[..^1] : content);
            (open, openDepth) = (flows, depth);
            if (!flows) EndLine(result);
        }

        if (result.Length > 0 && result[^1] == '\n') result.Length--;
        return result.ToString();
    }

    private static bool EndLine(StringBuilder result)
    {
        result.Append('\n');
        return false;
    }
}
