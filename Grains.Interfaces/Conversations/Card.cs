using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactHub.Conversations;

/// <summary>
/// Something a bot shows besides plain words, in a form that every screen can draw: what the sender's own card format had of title, text, pictures and
/// buttons. <paramref name="Text"/> may hold Markdown, as a bot's message.
/// </summary>
/// <param name="Images">Shown above the text.</param>
/// <param name="Buttons">In order; <see cref="MessageOption.Kind"/> says what each does.</param>
/// <param name="Source">The card as it came, for clients that draw it by themselves; never sent to the hub's own screens.</param>
[GenerateSerializer, Immutable, Alias("card")]
public sealed record Card(
    [property: Id(0)] string? Title = null,
    [property: Id(1)] string? Subtitle = null,
    [property: Id(2)] string? Text = null,
    [property: Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<CardImage> Images = default,
    [property: Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<MessageOption> Buttons = default,
    [property: Id(5)] CardSource? Source = null);

/// <summary>A picture on a card. <paramref name="Url"/> is https, of a host that the hub's configuration allows.</summary>
[GenerateSerializer, Immutable, Alias("card-image")]
public sealed record CardImage([property: Id(0)] string Url, [property: Id(1)] string? Alt = null);

/// <summary>A card in its sender's format. <paramref name="Content"/> is JSON.</summary>
[GenerateSerializer, Immutable, Alias("card-source")]
public sealed record CardSource([property: Id(0)] string ContentType, [property: Id(1)] string Content);
