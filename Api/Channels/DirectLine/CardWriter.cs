using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ContactHub.Conversations;

namespace ContactHub.DirectLine;

/// <summary>Cards and buttons for clients that draw Bot Framework cards: a card goes as its bot sent it; one that was not kept so goes as a hero card.</summary>
internal static class CardWriter
{
    private const string Hero = "application/vnd.microsoft.card.hero";

    /// <summary>The cards as attachments; null for none.</summary>
    public static ActivityAttachment[]? Write(ImmutableArray<Card> cards) => cards.IsDefaultOrEmpty ? null : [.. cards.Select(Write)];

    /// <summary>Buttons as card actions.</summary>
    public static CardAction[] Actions(ImmutableArray<MessageOption> options) => options.IsDefault ? [] : [.. options.Select(Action)];

    private static ActivityAttachment Write(Card card)
    {
        if (card.Source is { } source) return new ActivityAttachment(source.ContentType, Content: JsonNode.Parse(source.Content));
        var content = new JsonObject { ["title"] = card.Title, ["subtitle"] = card.Subtitle, ["text"] = card.Text };
        if (!card.Images.IsDefaultOrEmpty) content["images"] = new JsonArray([.. card.Images.Select(image => new JsonObject { ["url"] = image.Url, ["alt"] = image.Alt })]);
        content["buttons"] = new JsonArray([.. Actions(card.Buttons).Select(action => new JsonObject
        {
            ["type"] = action.Type, ["title"] = action.Title, ["value"] = action.Value?.DeepClone(), ["text"] = action.Text, ["displayText"] = action.DisplayText,
        })]);
        return new ActivityAttachment(Hero, Content: content);
    }

    private static CardAction Action(MessageOption option)
    {
        switch (option.Kind)
        {
            case "openUrl": return new CardAction("openUrl", option.Text, option.Value);
            case "postBack" or "submit" when option.Value is { } posted: return new CardAction("postBack", option.Text, JsonNode.Parse(posted));
            case "messageBack" when option.Value is { } back:
                var parts = JsonNode.Parse(back);
                return new CardAction("messageBack", option.Text, parts?["value"]?.DeepClone(), (string?)parts?["text"], option.Said);
            default: return new CardAction("imBack", option.Text, option.Said ?? option.Text);
        }
    }
}
