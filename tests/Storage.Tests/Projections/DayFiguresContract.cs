using ContactHub.TestKit;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContactHub.Storage.Tests;

/// <summary>What the day's figures count, on either database.</summary>
public abstract class DayFiguresContract : HubDatabaseBase
{
    private const string Citizen = "citizen/c";
    private const string Agent = "agent/a/Ayşe";
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 21, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_day_without_conversations_is_all_zeros()
    {
        Assert.Equal(new DayFigure(0, 0, 0, 0, 0, null, 0, 0, 0), await Figures());
    }

    [Fact]
    public async Task Each_figure_counts_by_its_own_event_since_midnight()
    {
        await Add("yesterday", (-60, "conversationOpened", Citizen, "{}"), (-59, "handoffRequested", "system/hub", "{}"), (-50, "messagePosted", Agent, "{}"),
            (-40, "conversationResolved", Agent, "{}"), (-30, "satisfactionRated", Citizen, """{"score":1}"""));
        await Add("overnight", (-10, "conversationOpened", Citizen, "{}"), (-4, "handoffRequested", "system/hub", "{}"), (0, "messagePosted", Agent, "{}"),
            (5, "conversationResolved", Agent, "{}"), (6, "satisfactionRated", Citizen, """{"score":5}"""));
        await Add("open", (0, "conversationOpened", Citizen, "{}"), (1, "messagePosted", Citizen, "{}"), (2, "messagePosted", "bot/faq", "{}"));

        Assert.Equal(new DayFigure(1, 1, 1, 0, 1, TimeSpan.FromMinutes(4), 1, 5, 1), await Figures());
    }

    [Theory]
    [InlineData("handoffRequested", "system/hub")]
    [InlineData("requestRecorded", Citizen)]
    [InlineData("agentAssigned", Agent)]
    [InlineData("messagePosted", Agent)]
    public async Task The_bot_alone_resolved_only_what_nobody_else_was_wanted_for(string kind, string actor)
    {
        await Add("bot", (0, "conversationOpened", Citizen, "{}"), (1, "messagePosted", "bot/faq", "{}"), (2, "conversationResolved", Citizen, "{}"));
        await Add("other", (0, "conversationOpened", Citizen, "{}"), (1, kind, actor, "{}"), (2, "conversationResolved", Citizen, "{}"));
        await Add("staff", (0, "conversationOpened", Citizen, "{}"), (1, "noteAdded", Agent, "{}"), (2, "conversationResolved", Agent, "{}"));
        await Add("reopened", (0, "conversationOpened", Citizen, "{}"), (2, "conversationResolved", Citizen, "{}"), (3, "conversationReopened", Citizen, "{}"));

        var figures = await Figures();
        Assert.Equal((3, 1), (figures.Resolved, figures.ResolvedByBot));
    }

    [Fact]
    public async Task The_median_wait_is_from_the_queue_to_the_first_message_of_a_person()
    {
        foreach (var (id, wait) in new[] { ("a", 2), ("b", 40), ("c", 4) })
        {
            await Add(id, (0, "conversationOpened", Citizen, "{}"), (10, "handoffRequested", "system/hub", "{}"), (11, "agentAssigned", Agent, "{}"),
                (10 + wait, "messagePosted", Agent, "{}"), (99, "messagePosted", Agent, "{}"));
        }

        await Add("taken from the bot", (0, "conversationOpened", Citizen, "{}"), (50, "messagePosted", Agent, "{}"), (60, "handoffRequested", "system/hub", "{}"));
        var odd = await Figures();
        await Add("d", (0, "handoffRequested", "system/hub", "{}"), (6, "messagePosted", Agent, "{}"));
        var even = await Figures();

        Assert.Equal((4, 3, TimeSpan.FromMinutes(4)), (odd.Answered, odd.Waits, odd.MedianWait));
        Assert.Equal((5, 4, TimeSpan.FromMinutes(5)), (even.Answered, even.Waits, even.MedianWait));
    }

    [Fact]
    public async Task The_last_rating_of_a_conversation_counts_and_faulty_ones_do_not()
    {
        await Add("twice", (1, "satisfactionRated", Citizen, """{"score":2}"""), (2, "satisfactionRated", Citizen, """{"score":4}"""));
        await Add("once", (1, "satisfactionRated", Citizen, """{"score":3}"""));
        await Add("faulty", (1, "satisfactionRated", Citizen, """{"score":9}"""), (2, "satisfactionRated", Citizen, "x"), (3, "satisfactionRated", Citizen, "[]"));

        var figures = await Figures();
        Assert.Equal((2, 7, 1), (figures.Ratings, figures.RatingSum, figures.Satisfied));
    }

    [Fact]
    public async Task A_conversation_counts_where_it_is_now()
    {
        await Add("moved", (0, "conversationOpened", Citizen, """{"departmentId":"su"}"""), (1, "queueEntered", "system/hub", """{"departmentId":"imar"}"""));
        await Add("su", (0, "conversationOpened", Citizen, """{"departmentId":null}"""), (1, "agentAssigned", Agent, """{"departmentId":"su"}"""), (2, "agentAssigned", Agent, "{}"));
        await Add("none", (0, "conversationOpened", Citizen, "{}"));

        Assert.Equal(3, (await Figures()).Opened);
        Assert.Equal(1, (await Figures(new DayScope(["su"], WithoutDepartment: false))).Opened);
        Assert.Equal(2, (await Figures(new DayScope(["su"], WithoutDepartment: true))).Opened);
        Assert.Equal(2, (await Figures(new DayScope(["su", "imar"], WithoutDepartment: false))).Opened);
        Assert.Equal(0, (await Figures(new DayScope([], WithoutDepartment: false))).Opened);
    }

    [Fact]
    public async Task Statistics_of_an_earlier_version_are_derived_anew()
    {
        await Add("a", (0, "conversationOpened", Citizen, "{}"), (1, "satisfactionRated", Citizen, """{"score":5}"""));
        using var runner = Runner();
        await runner.CatchUp();
        await using (var connection = await Database.Open())
        {
            // The schema of before, with a row and a checkpoint of before.
            foreach (var index in new[] { "opened", "replied", "resolved", "rated" }) await connection.ExecuteAsync($"DROP INDEX conversation_stats_{index}");
            foreach (var column in new[] { "department", "handed_over_at", "left_bot_at", "rated_at", "rating" })
                await connection.ExecuteAsync($"ALTER TABLE conversation_stats DROP COLUMN {column}");
            await connection.ExecuteAsync("DELETE FROM migrations WHERE number = 34");
        }

        await Migrate();
        await runner.CatchUp();

        var figures = await Figures();
        Assert.Equal((1, 5), (figures.Opened, figures.RatingSum));
    }

    private async Task Migrate()
    {
        if (OnPostgres)
        {
            await using var source = NpgsqlDataSource.Create(Options.ConnectionString!);
            await Migrator.Postgres(source, MigrationSet.Postgres, TimeProvider.System);
        }
        else
        {
            await Migrator.Sqlite(Path.Combine(Options.Path, HubDatabase.FileName), MigrationSet.Sqlite, TimeProvider.System);
        }
    }

    private async Task Add(string id, params (int Minute, string Kind, string Actor, string Payload)[] events) => await Log.Append(new AppendRequest(
        id, 0, [.. events.Select(e => Events.Event(e.Payload, e.Kind, "chat", e.Actor, Midnight.AddMinutes(e.Minute)))], Events.Summary(id)));

    private async Task<DayFigure> Figures(DayScope? scope = null)
    {
        using var runner = Runner();
        await runner.CatchUp();
        return await new DayFigures(Database).Since(Midnight, scope ?? DayScope.Everything);
    }

    private ProjectionRunner Runner() => new(Log, Database, [new ConversationStats()], new FakeClock(), NullLogger<ProjectionRunner>.Instance);
}

public sealed class SqliteDayFiguresTests : DayFiguresContract
{
    protected override bool OnPostgres => false;
}

public sealed class PostgresDayFiguresTests : DayFiguresContract
{
    protected override bool OnPostgres => true;
}
