namespace ContactHub.Health;

/// <summary>Answers, and does nothing else: whoever gets an answer knows that grains are reached and run. One per process that asks.</summary>
[Alias("pulse")]
public interface IPulseGrain : IGrainWithStringKey
{
    [Alias("answer")]
    Task Answer();
}
