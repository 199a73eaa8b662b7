using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ContactHub.Email;

/// <summary>Parses HTML of mail, if that can be done in time that grows with its length.</summary>
internal static class HtmlTree
{
    private const int Deepest = 300;
    private const int MostElements = 150_000;

    /// <returns>Null for HTML that is too complex; show its text then (<see cref="HtmlText"/>).</returns>
    public static IHtmlDocument? Parse(string html)
    {
        if (!HtmlGuard.Allows(html)) return null;
        var elements = 0;
        var parser = new HtmlParser(new HtmlParserOptions
        {
            IsScripting = false,
            MaximumDepth = Deepest,
            DisableElementPositionTracking = true,
            SkipComments = true,
            OnCreated = (_, _) =>
            {
                if (++elements > MostElements) throw new TooManyElementsException();
            },
        });
        try
        {
            return parser.ParseDocument(html);
        }
        catch (TooManyElementsException)
        {
            return null;
        }
    }

    /// <summary>The only way to stop the parser from outside.</summary>
    private sealed class TooManyElementsException : Exception;
}
