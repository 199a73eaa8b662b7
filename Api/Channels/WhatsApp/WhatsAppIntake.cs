using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Messengers;
using ContactHub.Realtime;

namespace ContactHub.WhatsApp;

/// <summary>Does what WhatsApp told, once however often it is told. When it throws, nothing is lost by doing it again.</summary>
internal sealed class WhatsAppIntake(
    WhatsAppOptions options, MessengerIntake intake, MessengerPresses presses, MessengerPlaces places, MessengerIdentities identities, MessengerDeliveries deliveries,
    ConversationCalls conversations, WhatsAppFiles files, WhatsAppGestures gestures, ILogger<WhatsAppIntake> logger)
{
    /// <exception cref="TimeoutException">The store cannot take it now; repeat it later.</exception>
    public async Task Take(ToldByMessenger told, CancellationToken ct)
    {
        var (numberId, update) = WhatsAppReader.Read(told.Payload);
        if (options.Number(numberId) is not { } number)
        {
            WhatsAppLog.NumberGone(logger, numberId);
            return;
        }

        switch (update)
        {
            case WhatsAppMessage { Content.IsReaction: true } reaction: await React(number, reaction, ct); break;
            case WhatsAppMessage { Content.Press: { } data } pressed: await Press(number, pressed, data, ct); break;
            case WhatsAppMessage message: await Take(number, message, ct); break;
            case WhatsAppStatus status: await Report(number, status, ct); break;
        }
    }

    /// <summary>The chat, as the hub knows it.</summary>
    private static MessengerPlace PlaceOf(WhatsAppNumber number, WhatsAppPerson person) =>
        new(person.PlaceId(number), Channels.WhatsApp, number.Id, person.Address, number.Language, null, null, null, null);

    /// <summary>The number when it is shown: who has it is who calls from it. Else the account.</summary>
    private static CitizenIdentity IdentityOf(WhatsAppPerson person) => person.Number is { } number
        ? new CitizenIdentity(Identities.Phone, "+" + number, true)
        : AccountOf(person.UserId!);

    private static CitizenIdentity AccountOf(string userId) => new(Identities.External, "whatsapp:" + userId, true);

    private async Task Take(WhatsAppNumber number, WhatsAppMessage message, CancellationToken ct)
    {
        var place = PlaceOf(number, message.From);
        var (taken, text) = await files.Receive(number, place, message.Content, ct);
        var receipt = await intake.Take(
            new WrittenMessage(place, message.Id, IdentityOf(message.From), message.From.Name, text, message.At, DepartmentId: number.Department, Files: taken, Quotes: message.Quotes), ct);
        if (!receipt.Result.Succeeded)
        {
            WhatsAppLog.Refused(logger, number.Id, receipt.Result.Error);
            return;
        }

        // So that the citizen is the same when the number is not shown any more.
        if (message.From is { Number: not null, UserId: { } account }) await identities.Prove(receipt, place, "account", AccountOf(account), message.From.Name);
        if (message.Content.File is { } file && !taken.IsDefaultOrEmpty) await files.Forget(number, file, ct);
        // While the bot has the turn, it reads and answers at once.
        if (await conversations.To(receipt.ConversationId).Summary() is { Owner: Owner.Bot } && await places.Find(place.Id, ct) is { } heard) await gestures.Typing(heard, ct);
    }

    private async Task Press(WhatsAppNumber number, WhatsAppMessage pressed, string data, CancellationToken ct)
    {
        var result = await presses.Take(
            new MessengerPress(PlaceOf(number, pressed.From), IdentityOf(pressed.From), pressed.From.Name, data, pressed.At, pressed.Id), ct);
        // A button of a template, or of another system on the same number: what it says is what was said.
        if (result == PressResult.NotOurs) await Take(number, pressed with { Content = pressed.Content with { Press = null } }, ct);
    }

    private async Task React(WhatsAppNumber number, WhatsAppMessage reaction, CancellationToken ct)
    {
        var place = PlaceOf(number, reaction.From);
        if (!await intake.TakesReactions(place.Id, ct)) return;
        await Take(number, reaction with { Content = new WhatsAppContent(MessengerTexts.Reaction(place.Language, reaction.Content.Text)) }, ct);
    }

    private async Task Report(WhatsAppNumber number, WhatsAppStatus status, CancellationToken ct)
    {
        if (status.Mark is not { } mark) return;
        string?[] sentTo = [WhatsAppPerson.Of(status.To.Number, null, null)?.PlaceId(number), WhatsAppPerson.Of(null, status.To.UserId, null)?.PlaceId(number)];
        await deliveries.Report(Channels.WhatsApp, mark, sentTo, status.Status, status.Code, status.Detail, ct);
    }
}
