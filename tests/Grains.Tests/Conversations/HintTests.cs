using System.Collections.Concurrent;
using ContactHub.Agents;
using ContactHub.Citizens;
using ContactHub.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactHub.Conversations;

/// <summary>What the conversation tells queues, agents and citizens after an append.</summary>
public sealed class HintTests : HubFacts
{
    private readonly HintRecorder _hints = new();

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_hints);

    [Fact]
    public async Task The_queue_hears_who_comes_and_who_goes()
    {
        await Ask("su");
        await Heard("queue su Enqueue c-1");

        await Hub.Do(new ChangePriority(Talk.Deniz, "priority-1", 2));
        await Hub.Until(() => _hints.Count("queue su Enqueue c-1") == 2, "the new priority");

        await Hub.Do(new TransferConversation(Talk.Deniz, "transfer-1", "zabita", null, null, null));
        await Heard("queue su Remove c-1");
        await Heard("queue zabita Enqueue c-1");

        await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));
        await Heard("queue zabita Remove c-1");
    }

    [Fact]
    public async Task An_agent_hears_what_is_theirs_and_what_no_longer_is()
    {
        await Ask("su");
        await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"));
        await Heard("agent a-deniz Assigned c-1");

        await Hub.Do(new TakeConversation(Talk.Ece, "take-2", "taken", true));
        await Heard("agent a-deniz Released c-1");
        await Heard("agent a-ece Assigned c-1");

        await Hub.Do(new ReleaseConversation(Talk.Ece, "release-1", "a-ece", "returned"));
        await Heard("agent a-ece Released c-1");
        await Hub.Until(() => _hints.Count("queue su Enqueue c-1") == 2, "the queue hearing of it again");
    }

    [Fact]
    public async Task The_citizen_hears_that_it_is_over_once()
    {
        await Ask("su");
        await Hub.Do(new ResolveConversation(Talk.Citizen, "leave-1"));
        await Hub.Do(new ResolveConversation(Talk.Citizen, "leave-2"));

        await Heard("citizen v-1 ConversationClosed c-1");
        await Heard("queue su Remove c-1");
        Assert.Equal(1, _hints.Count("citizen v-1 ConversationClosed c-1"));
    }

    [Fact]
    public async Task A_hint_that_fails_spoils_nothing()
    {
        _hints.Failing = true;

        Assert.True((await Ask("su")).Succeeded);
        Assert.True((await Hub.Do(new TakeConversation(Talk.Deniz, "take-1"))).Succeeded);

        Assert.Equal("a-deniz", (await Hub.Conversation().Summary())!.AgentId);
    }

    private Task<CommandResult> Ask(string department) => Hub.Do(new PostMessage(
        Talk.Citizen, "first-1", Channels.Chat, "Temsilci", OptionIds.Person, new Opening("v-1", "tr", "Ayşe", DepartmentId: department)));

    private Task Heard(string hint) => Hub.Until(() => _hints.Count(hint) > 0, hint);

    private sealed class HintRecorder : IIncomingGrainCallFilter
    {
        private readonly ConcurrentQueue<string> _seen = new();

        public bool Failing { get; set; }

        public int Count(string hint) => _seen.Count(seen => seen == hint);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            var kind = context.Grain switch
            {
                IQueueGrain => "queue",
                IAgentGrain => "agent",
                ICitizenGrain => "citizen",
                _ => null,
            };
            if (kind is null) return context.Invoke();
            var argument = context.Request.GetArgumentCount() == 0 ? null : context.Request.GetArgument(0);
            _seen.Enqueue($"{kind} {context.TargetId.Key} {context.MethodName} {(argument as QueuedConversation)?.ConversationId ?? argument}");
            return Failing ? throw new InvalidOperationException("This grain is not to be reached.") : context.Invoke();
        }
    }
}
