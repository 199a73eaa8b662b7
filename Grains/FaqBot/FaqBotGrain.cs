using System.Collections.Immutable;
using System.Text.Json;
using ContactHub.Conversations;
using Microsoft.Extensions.Logging;

namespace ContactHub.FaqBot;

/// <summary>
/// The bot at one conversation: decides with <see cref="Bot"/>, and posts. It asks nobody whether it still has the turn; the conversation
/// drops what comes too late. It runs where the conversation does, so that a question is not lost with another silo: with their own silo both are gone,
/// and the conversation asks again when it is loaded elsewhere.
/// </summary>
[StatelessWorker(1)]
public sealed partial class FaqBotGrain(FaqIndexSource faq, FaqBotOptions options, TimeProvider clock, ILogger<FaqBotGrain> logger) : Grain, IFaqBotGrain
{
    /// <summary>Orleans holds a lock of the starting grain until it first waits, and the conversation that it calls may be starting too.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task Consider(BotQuestion question)
    {
        var index = await faq.Current();
        var decision = Bot.Decide(
            BotMemory.Read(question.Memory), question.OptionId ?? question.Text, question.Language, index, options, clock.GetUtcNow(), question.Files);
        var result = await GrainFactory.GetGrain<IConversationGrain>(this.GetPrimaryKeyString()).Execute(new PostBotTurn(
            Actor.FaqBot,
            $"bot:{question.Seq}",
            question.Seq,
            BotMessages.From(decision),
            (decision as BotDecision.Handoff)?.Reason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()) : null,
            BotMessages.Feedback(decision, question.OptionId),
            BotMemory.Write(decision.Next)));
        if (result.Succeeded) BotMetrics.Decided(decision);
        else Dropped(logger, this.GetPrimaryKeyString(), question.Seq, result.Error);
    }

    [LoggerMessage(1100, LogLevel.Information, "Conversation {ConversationId}: the bot's answer to {Seq} was not shown ({Error}).")]
    private static partial void Dropped(ILogger logger, string conversationId, long seq, CommandError error);
}

/// <summary>What the bot remembers, as the conversation keeps it: JSON.</summary>
internal static class BotMemory
{
    /// <summary>Memory of another version is forgotten rather than misread.</summary>
    public static BotContext Read(string memory)
    {
        try
        {
            return BotContext.FromMemory(memory);
        }
        catch (FormatException)
        {
            return BotContext.Empty with { Greeted = true };
        }
    }

    public static string Write(BotContext context) => context.ToMemory();
}

/// <summary>A decision as the bubbles that the citizen sees.</summary>
internal static class BotMessages
{
    public static ImmutableArray<BotMessage> From(BotDecision decision)
    {
        var messages = ImmutableArray.CreateBuilder<BotMessage>(2);
        if (decision.Introduction is { } introduction) messages.Add(new BotMessage(introduction));
        var answer = decision as BotDecision.Answer;
        var text = answer is null ? decision.Text : $"**{answer.MatchedQuestion}**\n\n{decision.Text}\n\n{answer.AskHelpful}";
        messages.Add(new BotMessage(text, [.. decision.QuickReplies.Select(Option)], answer?.EntryId));
        return messages.ToImmutable();
    }

    /// <summary>"yes:id" or "no:id" when a button said whether the last answer helped.</summary>
    public static string? Feedback(BotDecision decision, string? optionId) => (decision, optionId) switch
    {
        (BotDecision.Thanked { EntryId: { } id }, _) => "yes:" + id,
        (BotDecision.OfferPerson { Reason: HandoffReason.NotHelpful }, _) when decision.Next.Answered is [.., var id] => "no:" + id,
        _ => null,
    };

    private static MessageOption Option(QuickReply reply) => new(reply.Value == BotButtons.Person ? OptionIds.Person : reply.Value, reply.Title);
}
