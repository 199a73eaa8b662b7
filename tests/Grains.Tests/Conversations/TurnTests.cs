using System.Collections.Concurrent;
using ContactHub.FaqBot;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Conversations;

/// <summary>The bot and people: a handoff wins every race, and no question is answered twice or not at all.</summary>
public sealed class TurnTests : HubFacts
{
    private readonly BotGate _gate = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_gate);

    [Fact]
    public async Task An_answer_decided_before_an_agent_took_the_conversation_is_never_shown()
    {
        var late = await DecidedButNotDelivered();
        Assert.True((await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"))).Succeeded);

        var result = await Hub.Do(late);

        Assert.Equal(CommandError.NotBotsTurn, result.Error);
        Assert.DoesNotContain(await Hub.Timeline(), e => e.By.Kind == ActorKind.Bot);
    }

    [Fact]
    public async Task An_answer_decided_before_the_citizen_asked_for_a_person_is_never_shown()
    {
        var late = await DecidedButNotDelivered();
        Assert.True((await Hub.Do(new RequestPerson(Talk.Citizen, "person-1", "asked"))).Succeeded);

        Assert.Equal(CommandError.NotBotsTurn, (await Hub.Do(late)).Error);
        Assert.DoesNotContain(await Hub.Timeline(), e => e.By.Kind == ActorKind.Bot);
    }

    [Fact]
    public async Task An_answer_from_before_a_handoff_stays_dropped_when_the_bot_has_the_turn_again()
    {
        var late = await DecidedButNotDelivered();
        await Hub.Do(new RequestPerson(Talk.Citizen, "person-1", "asked"));
        await Hub.Do(new ResolveConversation(Talk.Citizen, "leave-1"));
        _gate.Hold = true;
        await Hub.Do(new PostMessage(Talk.Citizen, "again-1", Channels.Chat, "Bir şey daha"));
        Assert.Equal(Owner.Bot, (await Hub.Conversation().Summary())!.Owner);
        _gate.Hold = false;

        Assert.Equal(CommandError.NotBotsTurn, (await Hub.Do(late)).Error);
        // The new message may have its answer by now; the old one never has.
        Assert.DoesNotContain(await Hub.Timeline(), e => e.Event is MessagePosted { ReplyToSeq: { } answered } && answered == late.TurnSeq);
    }

    [Fact]
    public async Task A_bot_that_begins_to_think_only_after_the_handoff_says_nothing()
    {
        _gate.HoldThinking = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await Ask();
        await _gate.Thinking.Task;
        await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));

        _gate.HoldThinking.SetResult();

        await Hub.Until(() => _gate.Results.Count == 1, "the bot's result");
        Assert.Equal(CommandError.NotBotsTurn, _gate.Results.Single().Error);
        Assert.DoesNotContain(await Hub.Timeline(), e => e.By.Kind == ActorKind.Bot);
    }

    [Fact]
    public async Task In_races_that_nobody_arranges_no_answer_comes_after_the_agent()
    {
        var ids = Enumerable.Range(0, 60).Select(i => $"race-{i}").ToList();
        await Task.WhenAll(ids.Select(async id =>
        {
            await Ask(id);
            await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"), id);
        }));
        await Hub.Until(() => _gate.Results.Count == ids.Count, "a result of the bot for each");

        foreach (var id in ids)
        {
            var timeline = await Hub.Timeline(id);
            var taken = timeline.Single(e => e.Event is AgentAssigned).Seq;
            Assert.DoesNotContain(timeline, e => e.By.Kind == ActorKind.Bot && e.Seq > taken);
        }
    }

    [Fact]
    public async Task A_question_that_a_crash_left_without_an_answer_is_answered_once_after_it()
    {
        await DecidedButNotDelivered();
        _gate.Hold = false;
        await CrashAndRestart();
        Assert.DoesNotContain(await Hub.Timeline(), e => e.By.Kind == ActorKind.Bot);

        await Hub.Conversation().Join(0);
        await Answered();
        await CrashAndRestart();
        await Hub.Conversation().Join(0);
        Assert.True((await Hub.Do(new PostMessage(Talk.Citizen, "second-1", Channels.Chat, "Teşekkürler"))).Succeeded);
        await Hub.Until(async () => (await Hub.Timeline()).Any(e => e.Event is MessagePosted { ReplyToSeq: > 2 }), "an answer to the second message");

        Assert.Equal(2, _gate.Questions.Count(q => q.Seq == 2));
        var answers = (await Hub.Timeline()).Where(e => e.Event is MessagePosted { ReplyToSeq: 2 }).ToList();
        Assert.Single(answers.Select(e => e.At).Distinct());
        Assert.Single(await Hub.Timeline(), e => e.Event.ClientId == "bot:2");
    }

    [Fact]
    public async Task A_bot_that_is_asked_twice_answers_once()
    {
        await Ask();
        await Answered();
        var before = await Hub.Seen();

        await Hub.Grains.GetGrain<IFaqBotGrain>("c-1").Consider(new BotQuestion(2, "Çöp ne zaman alınıyor?", null, "tr", "", true, null));

        await Hub.Until(() => _gate.Results.Count == 2, "the second result");
        Assert.True(_gate.Results.Last().Succeeded);
        Assert.Equal(before, await Hub.Seen());
    }

    private Task<CommandResult> Ask(string id = "c-1") => Hub.Do(
        new PostMessage(Talk.Citizen, "first-1", Channels.Chat, "Çöp ne zaman alınıyor?", null, new Opening("v-1", "tr", "Ayşe")), id);

    private Task Answered() => Hub.Until(async () => (await Hub.Timeline()).Any(e => e.By.Kind == ActorKind.Bot), "the bot's answer");

    /// <summary>Asks, lets the bot decide, and keeps its answer away from the conversation.</summary>
    private async Task<PostBotTurn> DecidedButNotDelivered()
    {
        _gate.Hold = true;
        Assert.True((await Ask()).Succeeded);
        var decided = await _gate.Decided.Task;
        Assert.Equal(2, decided.TurnSeq);
        Assert.NotEmpty(decided.Messages);
        _gate.Hold = false;
        return decided;
    }

    /// <summary>Stands at the grains' doors: keeps the bot's turns away while it holds, and sees what becomes of the others.</summary>
    private sealed class BotGate : IIncomingGrainCallFilter
    {
        public bool Hold { get; set; }

        public TaskCompletionSource? HoldThinking { get; set; }

        public TaskCompletionSource Thinking { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<PostBotTurn> Decided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConcurrentQueue<BotQuestion> Questions { get; } = new();

        public ConcurrentQueue<CommandResult> Results { get; } = new();

        public async Task Invoke(IIncomingGrainCallContext context)
        {
            switch (context.Request.GetArgumentCount() > 0 ? context.Request.GetArgument(0) : null)
            {
                case PostBotTurn turn when Hold:
                    context.Result = CommandResult.Refused(CommandError.Unavailable);
                    Decided.TrySetResult(turn);
                    return;
                case PostBotTurn:
                    await context.Invoke();
                    Results.Enqueue((CommandResult)context.Result!);
                    return;
                case BotQuestion question:
                    Questions.Enqueue(question);
                    Thinking.TrySetResult();
                    if (HoldThinking is { } held) await held.Task;
                    break;
            }

            await context.Invoke();
        }
    }
}
