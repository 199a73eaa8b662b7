using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace ContactHub.Embedded;

/// <summary>Writes the request class of one method: a field per argument, and the call of the method with them.</summary>
internal static class RequestEmitter
{
    private const string MethodField = "TheMethod";
    private const MethodAttributes Override = MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig;

    public static string ArgumentName(int index) => string.Create(CultureInfo.InvariantCulture, $"Argument{index}");

    public static Type Emit(Type interfaceType, MethodInfo method)
    {
        EmittedCode.MakeVisible(method);
        var parent = typeof(Request<>).MakeGenericType(GrainMethod.ResultTypeOf(method));
        var type = EmittedCode.Module.DefineType(EmittedCode.UniqueName(interfaceType, method.Name), TypeAttributes.Public | TypeAttributes.Sealed, parent);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        var parameters = method.GetParameters();
        var arguments = parameters.Select((parameter, index) => type.DefineField(ArgumentName(index), parameter.ParameterType, FieldAttributes.Public)).ToArray();

        DefineMethodProperty(type);
        DefineInvoke(type, method, arguments);
        if (parameters is [.., { ParameterType: var last }] && last == typeof(CancellationToken))
        {
            DefineToken(type, arguments[^1]);
        }

        var request = type.CreateType();
        var described = new GrainMethod(interfaceType, method)
        {
            Arguments = [.. parameters.Select((_, index) => request.GetField(ArgumentName(index))!)],
        };
        request.GetField(MethodField)!.SetValue(null, described);
        return request;
    }

    private static void DefineMethodProperty(TypeBuilder type)
    {
        var field = type.DefineField(MethodField, typeof(GrainMethod), FieldAttributes.Public | FieldAttributes.Static);
        var il = type.DefineMethod($"get_{nameof(Request.Method)}", Override, typeof(GrainMethod), Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldsfld, field);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineInvoke(TypeBuilder type, MethodInfo method, FieldBuilder[] arguments)
    {
        var il = type.DefineMethod(nameof(Request.Invoke), Override, typeof(Task), [typeof(object)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (method.ReturnType.IsValueType)
        {
            var answer = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, answer);
            il.Emit(OpCodes.Ldloca, answer);
            il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
    }

    private static void DefineToken(TypeBuilder type, FieldBuilder argument)
    {
        var get = type.DefineMethod($"get_{nameof(Request.Token)}", Override, typeof(CancellationToken), Type.EmptyTypes).GetILGenerator();
        get.Emit(OpCodes.Ldarg_0);
        get.Emit(OpCodes.Ldfld, argument);
        get.Emit(OpCodes.Ret);

        var set = type.DefineMethod($"set_{nameof(Request.Token)}", Override, typeof(void), [typeof(CancellationToken)]).GetILGenerator();
        set.Emit(OpCodes.Ldarg_0);
        set.Emit(OpCodes.Ldarg_1);
        set.Emit(OpCodes.Stfld, argument);
        set.Emit(OpCodes.Ret);
    }
}
