using System.Globalization;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Departments;
using ContactHub.Messengers;

namespace ContactHub.Telegram;

/// <summary>Does what an update says, once however often it comes. When it throws, nothing is lost by telling it again.</summary>
internal sealed class TelegramIntake(
    MessengerIntake intake, MessengerPresses presses, TelegramGestures gestures, MessengerIdentities identities, TelegramFiles files, StaffStore departments,
    TimeProvider clock, ILogger<TelegramIntake> logger)
{
    /// <summary>Before the text of a message that was changed: agents see both, and the bot reads past it.</summary>
    private const string Changed = "✏️ ";

    public async Task Take(TelegramBot bot, TelegramUpdate update, CancellationToken ct)
    {
        switch (update)
        {
            case TelegramMessage { ChatType: "private" } message: await Take(bot, message, ct); break;
            case TelegramMessage { ChatType: "group" or "supergroup" } message: await gestures.LeaveGroup(bot, message.ChatId, message.From.Language, ct); break;
            case TelegramReaction reaction: await Take(bot, reaction, ct); break;
            case TelegramPress press: await Take(bot, press, ct); break;
        }
    }

    /// <summary>The chat, as the hub knows it.</summary>
    private static MessengerPlace PlaceOf(TelegramBot bot, long chatId, TelegramPerson person)
    {
        var address = chatId.ToString(CultureInfo.InvariantCulture);
        return new MessengerPlace(MessengerPlace.IdOf(Channels.Telegram, bot.Id, address), Channels.Telegram, bot.Id, address, person.Language, null, null, null, null);
    }

    /// <summary>Telegram vouches for the person, whatever bot they write to.</summary>
    private static CitizenIdentity IdentityOf(TelegramPerson person) => new(Identities.External, string.Create(CultureInfo.InvariantCulture, $"telegram:{person.Id}"), true);

    private async Task Take(TelegramBot bot, TelegramMessage message, CancellationToken ct)
    {
        var place = PlaceOf(bot, message.ChatId, message.From);
        var typing = gestures.Typing(place, ct);
        var (taken, text) = await files.Receive(bot, place, message, message.EditedAt is null ? message.Text : Changed + message.Text, ct);
        var department = await DepartmentOf(bot, message.Start, ct);
        var receipt = await intake.Take(
            new WrittenMessage(place, message.Source, IdentityOf(message.From), message.From.Name, text, message.At, DepartmentId: department, Files: taken, Quotes: IdOf(message.ReplyTo)), ct);
        if (!receipt.Result.Succeeded) TelegramLog.Refused(logger, bot.Id, message.Id, receipt.Result.Error);
        else if (message.Phone is { } phone) await identities.Prove(receipt, place, message.Source, new CitizenIdentity(Identities.Phone, phone, true), message.From.Name);
        await typing;
    }

    private async Task Take(TelegramBot bot, TelegramReaction reaction, CancellationToken ct)
    {
        var place = PlaceOf(bot, reaction.ChatId, reaction.From);
        if (!await intake.TakesReactions(place.Id, ct)) return;
        // A reaction has no id of its own, and the same one may be put again.
        var source = string.Create(CultureInfo.InvariantCulture, $"reaction:{reaction.MessageId}:{reaction.At.ToUnixTimeSeconds()}:{reaction.Emoji}");
        var receipt = await intake.Take(
            new WrittenMessage(place, source, IdentityOf(reaction.From), reaction.From.Name, MessengerTexts.Reaction(place.Language, reaction.Emoji), reaction.At, Quotes: IdOf(reaction.MessageId)), ct);
        if (!receipt.Result.Succeeded) TelegramLog.Refused(logger, bot.Id, reaction.Id, receipt.Result.Error);
    }

    private static string? IdOf(long? message) => message?.ToString(CultureInfo.InvariantCulture);

    private async Task Take(TelegramBot bot, TelegramPress press, CancellationToken ct)
    {
        var (place, language) = (PlaceOf(bot, press.ChatId, press.From), press.From.Language);
        var result = await presses.Take(new MessengerPress(place, IdentityOf(press.From), press.From.Name, press.Data, clock.GetUtcNow()), ct);
        var words = result switch
        {
            PressResult.Rated => MessengerTexts.Rated(language),
            PressResult.NotRated => MessengerTexts.NotRated(language),
            _ => null,
        };
        await gestures.Answered(bot, press, words, takeButtons: result != PressResult.NotOurs, ct);
    }

    /// <summary>The department that a link names (<c>t.me/bot?start=su-isleri</c>), if there is one; else the bot's own.</summary>
    private async Task<string?> DepartmentOf(TelegramBot bot, string? start, CancellationToken ct) =>
        start is not null && await departments.Department(start, ct) is { } named ? named.Id : bot.Department;
}
