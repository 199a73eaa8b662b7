namespace ContactHub.Routing;

/// <summary>A queue's call to itself; the key is the department id.</summary>
[Alias("queue-work")]
public interface IQueueWork : IGrainWithStringKey
{
    /// <summary>Takes back what lapsed, makes the offers that can be made, in a turn of its own.</summary>
    [Alias("route"), OneWay]
    Task Route();
}
