"""Common knowledge about Chinese names: surnames, forms of address, posts, and what is no name."""

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成"
    "苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费"
    "卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠"
    "荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平"
    "计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈"
    "湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭招谯折仰习生汝萨竺降濮侍牧"
    "吳陳張劉黃楊趙鄭馮許蔣韓嚴鄧蕭葉盧羅譚龍賴鄒賀鐘鍾廬葛龐顏倫賈鄔陸孫馬蘇呂區歐關萬錢湯溫莊聶魯喬齊畢單龔顧"
    "赖涂尧晁鄺邝冼"
)
DOUBLE_SURNAMES = frozenset(
    "欧阳 歐陽 司徒 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 夏侯 东方 端木 宇文 独孤 长孙 轩辕".split()
)
# Surnames that more often are a part of another word: inside running text they prove little.
AMBIGUOUS = frozenset(
    "史阳来时全连路相信任成方高程金万安平云和水计都门白常应明关经文管项解段能强查储原广农海包车支宣容单部权南石林向于何"
    "温习生元行公商甘司房康通党国家宁满从易双千后山牛马阳乐晚班开自利官巴卜封位区化台同字年度展席师干度强景曲木本析果"
    "柏梅毛池法泛洋洪深游火焦牧电画盛益真种空竺符简米类系红经老耿联胜至舒色花苗虎衣谈谷贯费越路车过运还那里雷青须风黑"
)
HONORIFICS = (
    "先生 女士 小姐 同学 同學 同志 童鞋 老师 老師 讲师 講師 大哥 大神 大侠 大牛 博士 教授 美女 帅哥 妹子"
    " 兄弟 大大 组委 老大 老总 姑娘 大叔 前辈 总监"
).split()
ROLES = (
    "工程师 工程師 程序员 程序猿 程序媛 架构师 设计师 研究员 分析师 总监 经理 创始人 合伙人 负责人 主席 主管 组长 总裁"
    " 总经理 董事长 CEO CTO COO CIO CFO VP 专家 专员 作者 译者 讲师 讲者 嘉宾 主持人 主持 组委 顾问 教授 博士 版主 站长"
    " 班长 妹子 美女 帅哥 达人 开发者 开发 产品经理 项目经理 成员 会员 选手 队长 院长 主任 总编 编辑 记者 学生 大神 大牛"
    " 布道师 布道官 发起人 维护者 爱好者 团队 公司 工作室 员工 同事 朋友"
).split()
# Characters that a given name hardly ever holds.
PARTICLES = frozenset("的了是在们和与及或这那就也都还又再很把被给让我你他她它您咱些么吗呢吧啊，。")
# Words that begin like a name; none is one.
COMMON_WORDS = frozenset(
    "方法 方面 方案 方式 方便 时间 时候 时代 应用 安全 全部 全栈 安排 程序 程度 高级 高手 高效 成员 成功 成为 成都"
    " 管理 文化 文章 文档 单位 平台 平时 国家 国内 国际 公司 公开 公众 广州 深圳 珠海 香港 北京 上海 东莞 佛山 中山 珠三"
    " 华南 云计 云端 云平 于是 何时 任何 任务 许多 连接 连续 路线 白天 金融 关于 关注 关键 相关 相信 相互 明天 明年"
    " 强大 计算 计划 原因 原理 原来 元素 项目 解决 解析 解读 古老 马上 石头 车站 史上 后来 常用 常见 经验 经典 经过"
    " 容器 容易 容量 信息 支持 展示 居然 生产 生活 生态 修改 利用 由于 和谐 都是 官方 全面 全程 全球 全国 向上 普通 普及"
    " 盛大 盛宴 万物 花絮 花样 段子 沙龙 白板 水平 易用 简单 简介 简述 凌晨 包括 包含 游戏 商业 商务 商城 费用 房间 党员"
    " 农村 班级 班长 师傅 师兄 师姐 党政 海外 海量 海报 南方 南京 阳光 温馨 席位 查询 查看 智能 智慧 权限 权威 严重 严格"
    " 宣传 宣布 平衡 平面 平安 项链 符号 符合 武汉 武器 文字 文件 文艺 宁可 区别 区块 部分 米粉 来源 来自 来到 汤圆"
    " 大家 我们 你们 他们 自己 自我 本次 本期 今天 今年 首先 最后 接着 然后 接下 同学 同时 现场 活动 主题 议题 话题 分享"
    " 演讲 讲师 讲者 嘉宾 主持 老师 朋友 团队 社区 技术 技能 开发 产品 设计 架构 运维 测试 前端 后端 数据 网络 移动 互联"
    " 系统 服务 工程 项目 创业 企业 公益 组织 组委 志愿 会议 内容 简历 资料 照片 视频 录音 幻灯 合影 抽奖 招聘 感谢 致谢"
    " 自由 互动 交流 讨论 提问 问答 总结 回顾 小结 报名 地点 时刻 上午 下午 晚上 中午 午餐 晚餐 茶歇 签到 开场 闭幕 休息"
    " 老板 老婆 老公 老大 老家 老外 小组 小时 小伙 小编 小说 小米 小型 阿里 大神 阿姨 小白 小贴 小学 小路上 一个 两个 三个"
    " 接下来 紧接着 随后 另外 多个 金牌 银牌 王牌 历史 现身 有人 没有 什么 怎么 如何 为何 因为 所以 但是 虽然 如果 可以 可能 需要 希望 使用 实现 实践 实战 介绍 进行"
    " 一起 一位 一名 两位 三位 几位 各位 诸位 每位 这位 那位 作者 译者 读者 另外 其中 之前 之后 以及 并且 通过 根据".split()
)
LATIN_NOT_NAMES = frozenset(
    "ceo cto coo cio cfo vp pm hr ui ux qa ios android web html html5 css css3 js javascript java php python ruby"
    " rails go golang rust erlang node nodejs node.js docker linux windows mac osx unix nginx redis mongodb mysql sql"
    " hadoop spark git github svn app apps api sdk ide ppt pptx pdf slide slides mp3 http https www com cn net org"
    " openparty party techparty topic session keynote the a an of and or in on for with to by from is are how what why"
    " qq wechat weibo twitter facebook google baidu tencent alibaba oracle ibm microsoft amazon apple uc server client"
    " cloud big data ai iot vr ar saas paas iaas it tv pc pdf vs ps openstack devops agile scrum mvc orm rest tcp ip"
    " swift kotlin react vue angular angularjs jquery bootstrap flash flex unity cocos2d cocos2d-x haskell scala"
    " clojure lua perl c d r open source startup demo part day pk".split()
)
