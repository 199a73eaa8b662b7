using System.Reflection;

namespace ContactHub.Embedded;

/// <summary>A call on its way through the filters: the engine's in the order of registration, then the grain's own, then the method.</summary>
internal sealed class IncomingCall(Request request, Activation target) : IIncomingGrainCallContext
{
    private int next;

    public IInvokable Request => request;

    public object Grain => target.GrainInstance!;

    public GrainId? SourceId => request.Source?.GrainId;

    public GrainId TargetId => target.GrainId;

    public IGrainContext TargetContext => target;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = Grain.GetType().GetInterfaceMap(InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, InterfaceMethod)];
        }
    }

    public object? Result { get; set; }

    public async Task<TResult> Run<TResult>()
    {
        await Invoke();
        return Result is TResult result ? result : default!;
    }

    public async Task Invoke()
    {
        var filters = target.Engine.Filters;
        var position = next++;
        if (position < filters.Length)
        {
            await filters[position].Invoke(this);
        }
        else if (position == filters.Length && Grain is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            var turns = request.Invoke(Grain);
            await turns;
            Result = request.ResultOf(turns);
        }
    }
}

/// <summary>A call filter that is a function.</summary>
internal sealed class DelegateCallFilter(IncomingGrainCallFilterDelegate function) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => function(context);
}
