using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>
/// Something a bot shows besides plain words, in a form that every screen can draw: what the sender's own card format had of title, text, pictures and
/// buttons. <paramref name="Text"/> may hold Markdown, as a bot's message.
/// </summary>
/// <param name="Images">Shown above the text.</param>
/// <param name="Buttons">In order; <see cref="MessageOption.Kind"/> says what each does.</param>
/// <param name="Fields">To be filled in before a button of kind submit is pressed; shown below the text.</param>
/// <param name="Source">The card as it came, for clients that draw it by themselves; never sent to the hub's own screens.</param>
[GenerateSerializer, Immutable, Alias("card")]
public sealed record Card(
    [property: Id(0)] string? Title = null,
    [property: Id(1)] string? Subtitle = null,
    [property: Id(2)] string? Text = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<CardImage> Images = default,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<MessageOption> Buttons = default,
    [property: Id(5)] CardSource? Source = null,
    [property: Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<CardField> Fields = default);

/// <summary>A picture on a card. <paramref name="Url"/> is https, of a host that the hub's configuration allows.</summary>
[GenerateSerializer, Immutable, Alias("card-image")]
public sealed record CardImage([property: Id(0)] string Url, [property: Id(1)] string? Alt = null);

/// <summary>A card in its sender's format. <paramref name="Content"/> is JSON.</summary>
[GenerateSerializer, Immutable, Alias("card-source")]
public sealed record CardSource([property: Id(0)] string ContentType, [property: Id(1)] string Content);

/// <summary>Something to fill in on a card. What is filled in is a text: dates are 2026-11-22, times 14:30, several choices parted by commas.</summary>
/// <param name="Id">Under which the bot gets it; unique on the card.</param>
/// <param name="Kind">text, lines (text of several lines), number, date, time, toggle (on or off), choice (one of a few), choices (any of them).</param>
/// <param name="Label">What it is called.</param>
/// <param name="Placeholder">An example or a hint; null for none.</param>
/// <param name="Value">What stands in it at first; null for nothing.</param>
/// <param name="Error">What is said when it is not filled in as it should be; null: the client's own words.</param>
/// <param name="MaxLength">Of a text, in characters; null: as the hub's limit.</param>
/// <param name="Min">Of a number, a date or a time; null for none.</param>
/// <param name="Max">Likewise.</param>
/// <param name="Choices">Of a choice; of a toggle what on and what off means, in this order.</param>
[GenerateSerializer, Immutable, Alias("card-field")]
public sealed record CardField(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Label,
    [property: Id(3)] string? Placeholder = null,
    [property: Id(4)] string? Value = null,
    [property: Id(5)] bool IsRequired = false,
    [property: Id(6)] string? Error = null,
    [property: Id(7)] int? MaxLength = null,
    [property: Id(8)] string? Min = null,
    [property: Id(9)] string? Max = null,
    [property: Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<CardChoice> Choices = default);

/// <summary>One of what may be chosen. <paramref name="Value"/> is what the bot gets.</summary>
[GenerateSerializer, Immutable, Alias("card-choice")]
public sealed record CardChoice([property: Id(0)] string Title, [property: Id(1)] string Value);
