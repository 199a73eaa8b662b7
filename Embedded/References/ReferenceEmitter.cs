using System.Reflection;
using System.Reflection.Emit;

namespace ContactHub.Embedded;

/// <summary>
/// Writes, once per interface, the class whose methods pack their arguments into a typed request and send it. Arguments are fields of the
/// request, so a call boxes nothing and copies nothing.
/// </summary>
internal static class ReferenceEmitter
{
    private static readonly Type[] ConstructorParameters = [typeof(GrainEngine), typeof(GrainClass), typeof(string), typeof(TurnScheduler)];

    private static readonly ConstructorInfo BaseConstructor = typeof(GrainReference)
        .GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, ConstructorParameters)!;

    private static readonly MethodInfo Send = typeof(GrainReference).GetMethod(nameof(GrainReference.Send), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly MethodInfo ToReference = typeof(GrainReference)
        .GetMethod(nameof(GrainReference.ToReference), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<GrainEngine, GrainClass?, string, TurnScheduler?, GrainReference> Emit(Type interfaceType)
    {
        lock (EmittedCode.Gate)
        {
            EmittedCode.MakeVisible(interfaceType);
            var type = EmittedCode.Module.DefineType(EmittedCode.UniqueName(interfaceType, "Reference"), TypeAttributes.Public | TypeAttributes.Sealed, typeof(GrainReference));
            type.AddInterfaceImplementation(interfaceType);
            DefineConstructor(type);
            foreach (var method in interfaceType.GetInterfaces().Append(interfaceType).SelectMany(part => part.GetMethods()))
            {
                if (method.IsAbstract)
                {
                    DefineMethod(type, method, RequestEmitter.Emit(interfaceType, method));
                }
            }

            return DefineFactory(type.CreateType());
        }
    }

    private static void DefineConstructor(TypeBuilder type)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, ConstructorParameters).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Ldarg_S, (byte)4);
        il.Emit(OpCodes.Call, BaseConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static Func<GrainEngine, GrainClass?, string, TurnScheduler?, GrainReference> DefineFactory(Type type)
    {
        var factory = new DynamicMethod("Create", typeof(GrainReference), ConstructorParameters, typeof(GrainReference).Module, skipVisibility: true);
        var il = factory.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Newobj, type.GetConstructor(ConstructorParameters)!);
        il.Emit(OpCodes.Ret);
        return factory.CreateDelegate<Func<GrainEngine, GrainClass?, string, TurnScheduler?, GrainReference>>();
    }

    private static void DefineMethod(TypeBuilder type, MethodInfo method, Type request)
    {
        var parameters = method.GetParameters();
        var body = type.DefineMethod(
            $"{method.DeclaringType!.FullName}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig | MethodAttributes.NewSlot,
            method.ReturnType,
            Array.ConvertAll(parameters, parameter => parameter.ParameterType));
        type.DefineMethodOverride(body, method);

        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Newobj, request.GetConstructor(Type.EmptyTypes)!);
        for (var index = 0; index < parameters.Length; index++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, (short)(index + 1));
            if (typeof(IAddressable).IsAssignableFrom(parameters[index].ParameterType))
            {
                il.Emit(OpCodes.Call, ToReference.MakeGenericMethod(parameters[index].ParameterType));
            }

            il.Emit(OpCodes.Stfld, request.GetField(RequestEmitter.ArgumentName(index))!);
        }

        var result = GrainMethod.ResultTypeOf(method);
        il.Emit(OpCodes.Call, Send.MakeGenericMethod(result));
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Pop);
        }
        else if (method.ReturnType.IsValueType)
        {
            Type task = result == typeof(Unit) ? typeof(Task) : typeof(Task<>).MakeGenericType(result);
            il.Emit(OpCodes.Newobj, method.ReturnType.GetConstructor([task])!);
        }

        il.Emit(OpCodes.Ret);
    }
}
