namespace ContactHub.EngineFacts;

[Alias("facts.turns")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Adds one in a way that loses counts as soon as two threads are in the grain.</summary>
    [Alias("count-slowly")]
    Task CountSlowly();

    [Alias("fork")]
    Task Fork(int tasks);

    [Alias("count")]
    Task<int> Count();

    [Alias("wait")]
    Task WaitAt(string gate);

    [Alias("note")]
    Task Note(string journal, string text);

    [AlwaysInterleave]
    [Alias("note-between")]
    Task NoteBetween(string journal, string text);

    [ReadOnly]
    [Alias("read")]
    Task ReadAt(string gate);

    [OneWay]
    [Alias("tell")]
    Task Tell(string gate, string journal);

    [OneWay]
    [Alias("tell-wrong")]
    Task TellWrong(string journal);

    [ResponseTimeout("00:00:01")]
    [Alias("wait-a-second")]
    Task WaitASecondAt(string gate, string journal);
}

public class TurnGrain : Grain, ITurnGrain
{
    private int count;

    public async Task CountSlowly()
    {
        for (var step = 0; step < 10; step++)
        {
            var seen = count;
            Thread.SpinWait(50);
            count = seen + 1;
            await Task.Yield();
        }
    }

    public async Task Fork(int tasks)
    {
        var forked = Enumerable.Range(0, tasks).Select(_ => Task.Factory.StartNew(CountSlowly, CancellationToken.None, TaskCreationOptions.None, TaskScheduler.Current));
        await Task.WhenAll(await Task.WhenAll(forked));
    }

    public Task<int> Count() => Task.FromResult(count);

    public Task WaitAt(string gate) => Gate.Named(gate).Pass();

    public Task Note(string journal, string text)
    {
        Journal.Named(journal).Note(text);
        return Task.CompletedTask;
    }

    public Task NoteBetween(string journal, string text) => Note(journal, text);

    public Task ReadAt(string gate) => Gate.Named(gate).Pass();

    public async Task Tell(string gate, string journal)
    {
        await Gate.Named(gate).Pass();
        await Note(journal, "told");
    }

    public async Task TellWrong(string journal)
    {
        await Note(journal, "wrong");
        throw new RefusedException("nobody hears this");
    }

    public async Task WaitASecondAt(string gate, string journal)
    {
        await Gate.Named(gate).Pass();
        await Note(journal, "ran to its end");
    }
}

[Alias("facts.reentrant")]
public interface IReentrantGrain : IGrainWithStringKey
{
    [Alias("wait")]
    Task WaitAt(string gate);

    [Alias("note")]
    Task Note(string journal, string text);
}

[Reentrant]
public sealed class ReentrantGrain : Grain, IReentrantGrain
{
    public Task WaitAt(string gate) => Gate.Named(gate).Pass();

    public Task Note(string journal, string text)
    {
        Journal.Named(journal).Note(text);
        return Task.CompletedTask;
    }
}
